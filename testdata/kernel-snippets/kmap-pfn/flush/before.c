#include "../kernel.h"

/* Trap 9: a flush of the page needs the page. */
void not_flushed(struct scatterlist *sg, const void *buf)
{
	void *p = kmap_atomic(sg_page(sg));

	memcpy(p, buf, sg->length);
	kunmap_atomic(p);
}

void flushed(struct scatterlist *sg, const void *buf)
{
	void *p = kmap_atomic(sg_page(sg));

	memcpy(p, buf, sg->length);
	flush_dcache_page(sg_page(sg));
	kunmap_atomic(p);
}
