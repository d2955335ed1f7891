#include "../kernel.h"

/* Trap 12: what is evaluated once is still evaluated once. */
void map_steps(struct bio_vec *bvs, int i)
{
	char *p = kmap_atomic(bvs[i++].bv_page);
	char *q = kmap_atomic(bvec_page(&bvs[i++]));

	*p = *q;
	kunmap_atomic(q);
	kunmap_atomic(p);
}

void unmap_steps(struct bio_vec *bvs, int i)
{
	char *p = kmap(bvs[i].bv_page);

	*p = 0;
	kunmap(bvs[i++].bv_page);
}
