#include "../kernel.h"

struct bio_vec table[16];
int idx(const struct page *page);
struct bio_vec *vec_of(const struct page *page, const struct page *other);

struct page *reads(struct bio_vec *a, struct bio_vec *b)
{
	struct page *page = bvec_page(bvec_page(a)->owner);

	page = bvec_page(bvec_page(bvec_page(a)->owner)->owner);
	page = bvec_page(&table[idx(bvec_page(b))]);
	page = bvec_page(&table[idx(bvec_page(&table[idx(bvec_page(b))]))]);
	page = bvec_page(vec_of(bvec_page(a), bvec_page(&b[1])));
	page = bvec_page(bvec_page(a) ? a : b);
	page = bvec_page(bvec_page(a)->owner);
	page = bvec_page(bvec_page(a)->owner);
	page = bvec_page(({ use_page(bvec_page(a)); b; }));
	page = bvec_page((struct bio_vec *)page_address(bvec_page(a)));
	page = bvec_page(bvec_page(a)[idx(bvec_page(b))].owner);
	page = bvec_page(a = bvec_page(b)->owner);
	return page;
}

void stores(struct bio_vec *a, struct bio_vec *b, struct bio_vec *x, int i)
{
	bvec_set_page(&x[i], bvec_page(b));
	bvec_set_page(bvec_page(a)->owner, bvec_page(b));
	table[idx(bvec_page(b))].bv_page = bvec_page(bvec_page(a)->owner);
	vec_of(bvec_page(a),
	       bvec_page(b))->bv_page =
		bvec_page(vec_of(bvec_page(b),
		       bvec_page(a)));
	bvec_set_page(bvec_page(a) ? a : b,
		      bvec_page(a) ? bvec_page(a) : bvec_page(b));
	bvec_page(a)->owner = bvec_page(b)->owner;
	bvec_page(bvec_page(a)->owner)->flags = bvec_page(b)->flags;
}

/* What stays does not keep what it holds from being converted. */
struct page **inner(struct bio_vec *a, struct bio_vec *b, struct page *page)
{
	page = bvec_page(a)->owner->bv_page = page;
	bvec_page(a)->owner->bv_page++;
	table[idx(bvec_page(b))].bv_page += idx(bvec_page(a));
	return &table[idx(bvec_page(b))].bv_page;
}
