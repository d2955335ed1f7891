#include "../kernel.h"

/* Trap 5: how much is copied stays what it was. */
void shorter(struct bio_vec *src, struct bio_vec *dst)
{
	unsigned int bytes = min(src->bv_len, dst->bv_len);
	char *s = kmap_atomic_pfn_t(src->bv_pfn);
	char *d = kmap_atomic_pfn_t(dst->bv_pfn);

	memcpy(d + dst->bv_offset, s + src->bv_offset, bytes);
	kunmap_atomic_pfn_t(d);
	kunmap_atomic_pfn_t(s);
}

/* The length comes out of a walk that leaves the page. */
void walked(struct bio_vec *bv, unsigned int bytes)
{
	char *p = kmap_atomic(bv->bv_page);

	while (bytes--)
		*p++ = 0;
	kunmap_atomic(p);
}
