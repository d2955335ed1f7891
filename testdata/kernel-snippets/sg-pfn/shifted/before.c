#include "../kernel.h"

u64 shifted(struct scatterlist *sg, struct scatterlist **cursor, struct scatterlist *sgl, int i)
{
	unsigned long base = page_to_pfn(sg_page(sg)) << PAGE_SHIFT;
	u64 address = page_to_pfn(sg_page(*cursor))
		<< PAGE_SHIFT;

	address = (page_to_pfn(sg_page(*cursor))
		   << PAGE_SHIFT);
	use_address(page_to_pfn(sg_page(&sgl[i])) << PAGE_SHIFT,
		    sgl[i].offset);
	address = (page_to_pfn(sg_page(sg)) << PAGE_SHIFT) + sg->offset;
	address = sg->offset + (page_to_pfn(sg_page(sg)) << PAGE_SHIFT);
	address = ((u64)page_to_pfn(sg_page(sg)) << PAGE_SHIFT) + sg->offset;
	address = (u64)page_to_pfn(sg_page(sg)) << PAGE_SHIFT;
	address = ((u64)page_to_pfn(sg_page(sg)) << PAGE_SHIFT) | 1;
	address = page_to_pfn(sg_page(sg)) << PAGE_SHIFT | sg->offset;
	return base + address;
}
