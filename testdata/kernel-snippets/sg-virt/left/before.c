#include "../kernel.h"

/* The page alone: what is done with the address counts from its beginning. */
int alone(struct scatterlist *sg, int n)
{
	char *p = page_address(sg_page(sg));

	p = page_address(sg_page(sg)) + n;
	p += sg->offset;
	p = lowmem_page_address(sg_page(sg)) + sg->offset;
	p = kmap(sg_page(sg)) + sg->offset;
	return !page_address(sg_page(sg)) || !p;
}

void *left(struct scatterlist *sg, struct scatterlist *other)
{
	u32 *words = (u32 *)page_address(sg_page(sg)) + sg->offset;

	use_address((unsigned long)(words + 1), 1);
	use_address((u16)(unsigned long)page_address(sg_page(sg)) + sg->offset, 1);
	words = page_address(sg_page(sg)) + other->offset;
	words = page_address(sg_page(sg)) + (sg->offset & ~PAGE_MASK);
	words = page_address(sg_page(sg_next(sg))) + sg_next(sg)->offset;
	return words + (page_address(sg_page(sg)) - (void *)0 + sg->offset);
}
