#include "../kernel.h"

/* Trap 5: how much is copied stays what it was. */
void shorter(struct bio_vec *src, struct bio_vec *dst)
{
	unsigned int bytes = min(src->bv_len, dst->bv_len);
	char *s = kmap_atomic(src->bv_page);
	char *d = kmap_atomic(dst->bv_page);

	memcpy(d + dst->bv_offset, s + src->bv_offset, bytes);
	kunmap_atomic(d);
	kunmap_atomic(s);
}

/* The length comes out of a walk that leaves the page. */
void walked(struct bio_vec *bv, unsigned int bytes)
{
	char *p = kmap_atomic(bv->bv_page);

	while (bytes--)
		*p++ = 0;
	kunmap_atomic(p);
}
