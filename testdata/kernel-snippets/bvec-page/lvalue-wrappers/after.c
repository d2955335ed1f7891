#include "../kernel.h"

void a(struct bio_vec *bv, struct page *p)
{
	_Generic(0, default: bv->bv_page) = p;
	__builtin_choose_expr(1, bv->bv_page, 0) = p;
	__extension__ (bv->bv_page) = p;
	(bv->bv_page) = p;
}
