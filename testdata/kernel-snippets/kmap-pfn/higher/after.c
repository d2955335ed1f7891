#include "../kernel.h"

/* Trap 15: a mapping that is no plain one already is left to a person. */
void plain(struct bio_vec *bv, const void *buf)
{
	char *p = kmap_atomic_pfn_t(bv->bv_pfn);

	memcpy(p, buf, bv->bv_len);
	kunmap_atomic_pfn_t(p);
}

void local(struct bio_vec *bv, const void *buf)
{
	char *p = kmap_local_page(bvec_page(bv));

	memcpy(p, buf, bv->bv_len);
	kunmap_local(p);
}
