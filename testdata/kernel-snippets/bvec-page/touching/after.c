#include "../kernel.h"

struct page *a(struct bio_vec *bv, struct page *p, int n)
{
	if (n)
		bv->bv_len = 1;
	else bvec_set_page(bv, p);
	if (n > 1)
		return bvec_page(bv);
	return bvec_page(bv);
}
