#include "../kernel.h"

int call(struct page *a, struct page *b, int n);

struct page *reads(struct bio_vec *bv, struct bio_vec vec, struct bio *bio)
{
	struct page *page = bv
		->bv_page;

	page = bv->
		bv_page;
	page = bv -> bv_page;
	page = vec .bv_page;
	page = bv/* whose */->bv_page/* which */;
	page = (/* this */ bv /* one */)->bv_page;
	page = bv->/* first */bv_page;
	page = bv /* one */ -> /* two */ bv_page /* three */;
	page = bv // the line goes on
		->bv_page;
	page = bv-> // and on
		bv_page;
	page = bio->bi_io_vec[/* the first */ 0].bv_page;
	page = bio
		->bi_io_vec
		[bio->bi_iter.bi_idx]
		.bv_page;
	return page;
}

int lines(struct bio_vec *from, struct bio_vec *to, int n)
{
	if (from->bv_page == to->bv_page ||	/* same page */
	    (!from->bv_page &&	/* or none */
	     !to->bv_page))		// at all
		n++;
	return call(from->bv_page,	/* the source */
		    to->bv_page,	/* the target */
		    n);
}

void stores(struct bio_vec *bv, struct bio_vec vec, struct page *page, int n)
{
	bv->bv_page =
		page;
	bv[n + 1].bv_page =
		alloc_pages(GFP_NOIO,
			    n);
	bv->bv_page
		= page;
	bv
		->bv_page = page;
	bv->
		bv_page = page;
	bv -> bv_page = page;
	bv->bv_page= page;
	bv->bv_page =page;
	bv->bv_page =   page  ;
	bv->bv_page = page; vec.bv_page = page;	/* two on a line */
	bv->bv_page = page;	// the end of the line
	bv->bv_page = page /* after */;
	bv->bv_page = /* before */ page;
	bv->bv_page = // before
		page;
	bv /* base */->bv_page = page;
	bv->/* field */bv_page = page;
	bv->bv_page /* gets */ = page;
	vec.bv_page	// gets
		= page;
	if (n) /* then */ bv->bv_page = page; else /* otherwise */ bv->bv_page = NULL;
}
