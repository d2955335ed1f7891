#include "../kernel.h"

void *kmap_atomic(struct page *page);

void *mapped(struct scatterlist *sg)
{
	char *p = kmap(sg_page(sg)) + sg->offset;

	kunmap(sg_page(sg));
	p = kmap_atomic(sg_page(sg));
	p = kmap(sg_page(sg) + 1);
	p = lowmem_page_address(sg_page(sg));
	return p ? page_address(sg_page(sg)) : NULL;
}
