#include "../kernel.h"

struct page *before_them(struct bio_vec *bv)
{
	return bvec_page(bv);
}

/* GCC takes an array of variable length in a structure. */
unsigned long on_stack(struct bio_vec *bv, int n)
{
	struct {
		struct bio_vec head;
		struct page *pages[n];
	} frame;

	bvec_set_page(bv, bvec_page(&bv[n]));
	return sizeof(frame) + (bvec_page(bv) != NULL);
}

int undeclared(struct bio_vec *bv, int n)
{
	bvec_set_page(bv, NULL);
	n = not_declared->bv_page;
	return n + bvec_page(bv)->refs;
}

int missing_semicolon(struct bio_vec *bv, int n)
{
	n = bvec_page(bv)->refs
	return n;
}

struct page *after_them(struct bio_vec *bv, struct page *page)
{
	bvec_set_page(bv, page);
	return bvec_page(&bv[1]);
}
