#include "../kernel.h"
#include "vec.h"

struct page *uses(struct bio_vec *bv, struct tail *t)
{
	vec_put(bv, vec_take(&t->vec));
	vec_clear(bv);
	if (VEC_EMPTY(bv))
		bvec_set_page(&t->vec, bvec_page(bv));
	return bvec_page(&t->vec);
}

#include "vec.h"
