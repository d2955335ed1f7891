#include "../kernel.h"

struct other {
	struct page *bvec_page, *bvec_set_page;
};

struct page *hidden_by_variable(struct bio_vec *bv)
{
	struct page *bvec_page = bv->bv_page;

	bvec_set_page(bv, bvec_page + 1);
	return bv->bv_page;
}

struct page *hidden_by_parameter(struct bio_vec *bv, int bvec_page, int bvec_set_page)
{
	bv->bv_page = NULL;
	return bv->bv_page + bvec_page + bvec_set_page;
}

struct page *only_the_store_hidden(struct bio_vec *bv, void (*set)(struct bio_vec *, struct page *))
{
	void (*bvec_set_page)(struct bio_vec *bv, struct page *page) = set;

	bv->bv_page = bvec_page(bv);
	bvec_set_page(bv, bvec_page(bv));
	return bvec_page(bv);
}

/* A manual site says what is the matter with itself first. */
struct page **own_reason(struct bio_vec *bv, int bvec_page)
{
	bv->bv_page++;
	return &bv[bvec_page].bv_page;
}

/* Members, labels and tags of that name hide nothing, nor do other functions' locals. */
struct page *not_hidden(struct bio_vec *bv, struct other *o)
{
	struct bvec_page { int bvec_set_page; } tagged = { 0 };

	o->bvec_page = bvec_page(bv);
	bvec_set_page(bv, o->bvec_set_page);
	if (tagged.bvec_set_page)
		goto bvec_page;
	bvec_set_page(bv, NULL);
bvec_page:
	return bvec_page(bv);
}
