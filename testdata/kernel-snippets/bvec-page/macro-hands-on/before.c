#include "../kernel.h"

#define FIRST(x, unused) x
#define LV(x) x
#define ID(x) x

void a(struct bio_vec *bv, struct page *p, struct page *q)
{
	FIRST(bv->bv_page, q) = p;
	LV(bv->bv_page) = p;
}

struct page *b(struct bio_vec *bv)
{
	return FIRST(bv, 1)->bv_page;
}

void c(struct bio_vec *bv, struct page *p)
{
	bv->bv_page = FIRST(p, 1);
	use_page(ID(ID(bv)->ID(bv_page)));
	use_page(FIRST(bv->bv_page, 1));
}
