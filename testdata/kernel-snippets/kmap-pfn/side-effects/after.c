#include "../kernel.h"

/* Trap 12: what is evaluated once is still evaluated once. */
void map_steps(struct bio_vec *bvs, int i)
{
	char *p = kmap_atomic_pfn_t(bvs[i++].bv_pfn);
	char *q = kmap_atomic_pfn_t(bvs[i++].bv_pfn);

	*p = *q;
	kunmap_atomic_pfn_t(q);
	kunmap_atomic_pfn_t(p);
}

void unmap_steps(struct bio_vec *bvs, int i)
{
	char *p = kmap(bvs[i].bv_page);

	*p = 0;
	kunmap(bvs[i++].bv_page);
}
