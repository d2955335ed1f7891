#include "../kernel.h"

struct page *before_them(struct bio_vec *bv)
{
	return bv->bv_page;
}

/* GCC takes an array of variable length in a structure. */
unsigned long on_stack(struct bio_vec *bv, int n)
{
	struct {
		struct bio_vec head;
		struct page *pages[n];
	} frame;

	bv->bv_page = bv[n].bv_page;
	return sizeof(frame) + (bv->bv_page != NULL);
}

int undeclared(struct bio_vec *bv, int n)
{
	bv->bv_page = NULL;
	n = not_declared->bv_page;
	return n + bv->bv_page->refs;
}

int missing_semicolon(struct bio_vec *bv, int n)
{
	n = bv->bv_page->refs
	return n;
}

struct page *after_them(struct bio_vec *bv, struct page *page)
{
	bv->bv_page = page;
	return bv[1].bv_page;
}
