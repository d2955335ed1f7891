#include "../kernel.h"
#include "vec.h"

struct page *uses(struct bio_vec *bv, struct tail *t)
{
	vec_put(bv, vec_take(&t->vec));
	vec_clear(bv);
	if (VEC_EMPTY(bv))
		t->vec.bv_page = bv->bv_page;
	return t->vec.bv_page;
}

#include "vec.h"
