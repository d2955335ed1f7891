#include "../kernel.h"

int call(struct page *a, struct page *b, int n);

struct page *reads(struct bio_vec *bv, struct bio_vec vec, struct bio *bio)
{
	struct page *page = bvec_page(bv
		);

	page = bvec_page(bv
		);
	page = bvec_page(bv);
	page = bvec_page(&vec);
	page = bvec_page(bv/* whose */)/* which */;
	page = bvec_page(/* this */ bv /* one */);
	page = bvec_page(bv/* first */);
	page = bvec_page(bv /* one */  /* two */ ) /* three */;
	page = bvec_page(bv // the line goes on
		);
	page = bvec_page(bv // and on
		);
	page = bvec_page(&bio->bi_io_vec[/* the first */ 0]);
	page = bvec_page(&bio
		->bi_io_vec
		[bio->bi_iter.bi_idx]
		);
	return page;
}

int lines(struct bio_vec *from, struct bio_vec *to, int n)
{
	if (bvec_page(from) == bvec_page(to) ||	/* same page */
	    (!bvec_page(from) &&	/* or none */
	     !bvec_page(to)))		// at all
		n++;
	return call(bvec_page(from),	/* the source */
		    bvec_page(to),	/* the target */
		    n);
}

void stores(struct bio_vec *bv, struct bio_vec vec, struct page *page, int n)
{
	bvec_set_page(bv,
		page);
	bvec_set_page(&bv[n + 1],
		alloc_pages(GFP_NOIO,
			    n));
	bvec_set_page(bv,
		page);
	bvec_set_page(bv
		, page);
	bvec_set_page(bv
		, page);
	bvec_set_page(bv, page);
	bvec_set_page(bv, page);
	bvec_set_page(bv, page);
	bvec_set_page(bv,   page)  ;
	bvec_set_page(bv, page); bvec_set_page(&vec, page);	/* two on a line */
	bvec_set_page(bv, page);	// the end of the line
	bvec_set_page(bv, page) /* after */;
	bvec_set_page(bv, /* before */ page);
	bvec_set_page(bv, // before
		page);
	bvec_set_page(bv /* base */, page);
	bvec_set_page(bv/* field */, page);
	bvec_set_page(bv /* gets */, page);
	bvec_set_page(&vec	// gets
		, page);
	if (n) /* then */ bvec_set_page(bv, page); else /* otherwise */ bvec_set_page(bv, NULL);
}
