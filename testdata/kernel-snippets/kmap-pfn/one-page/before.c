#include "../kernel.h"

/* Trap 14: one mapping, one page. */
void the_first(struct scatterlist *sg, const void *buf)
{
	char *p = kmap_atomic(sg_page(sg));

	memcpy(p, buf, PAGE_SIZE);
	kunmap_atomic(p);
}

void a_later_one(struct scatterlist *sg, const void *buf, unsigned int n)
{
	char *p = kmap_atomic(sg_page(sg) + n);

	memcpy(p, buf, PAGE_SIZE);
	kunmap_atomic(p);
}

void two(struct scatterlist *sg, const void *buf)
{
	char *p = kmap_atomic(sg_page(sg));

	memcpy(p, buf, 2 * PAGE_SIZE);
	kunmap_atomic(p);
}
