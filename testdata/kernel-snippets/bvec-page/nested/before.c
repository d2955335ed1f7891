#include "../kernel.h"

struct bio_vec table[16];
int idx(const struct page *page);
struct bio_vec *vec_of(const struct page *page, const struct page *other);

struct page *reads(struct bio_vec *a, struct bio_vec *b)
{
	struct page *page = a->bv_page->owner->bv_page;

	page = a->bv_page->owner->bv_page->owner->bv_page;
	page = table[idx(b->bv_page)].bv_page;
	page = table[idx(table[idx(b->bv_page)].bv_page)].bv_page;
	page = vec_of(a->bv_page, b[1].bv_page)->bv_page;
	page = (a->bv_page ? a : b)->bv_page;
	page = (a->bv_page->owner)->bv_page;
	page = (*a->bv_page->owner).bv_page;
	page = ({ use_page(a->bv_page); b; })->bv_page;
	page = ((struct bio_vec *)page_address(a->bv_page))->bv_page;
	page = a->bv_page[idx(b->bv_page)].owner->bv_page;
	page = (a = b->bv_page->owner)->bv_page;
	return page;
}

void stores(struct bio_vec *a, struct bio_vec *b, struct bio_vec *x, int i)
{
	x[i].bv_page = b->bv_page;
	a->bv_page->owner->bv_page = b->bv_page;
	table[idx(b->bv_page)].bv_page = a->bv_page->owner->bv_page;
	vec_of(a->bv_page,
	       b->bv_page)->bv_page =
		vec_of(b->bv_page,
		       a->bv_page)->bv_page;
	(a->bv_page ? a : b)->bv_page = a->bv_page ? a->bv_page : b->bv_page;
	a->bv_page->owner = b->bv_page->owner;
	(*a->bv_page->owner).bv_page->flags = b->bv_page->flags;
}

/* What stays does not keep what it holds from being converted. */
struct page **inner(struct bio_vec *a, struct bio_vec *b, struct page *page)
{
	page = a->bv_page->owner->bv_page = page;
	a->bv_page->owner->bv_page++;
	table[idx(b->bv_page)].bv_page += idx(a->bv_page);
	return &table[idx(b->bv_page)].bv_page;
}
