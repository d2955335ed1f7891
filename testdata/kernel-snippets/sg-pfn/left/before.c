#include "../kernel.h"

#define OTHER_SHIFT 13

u64 left(struct scatterlist *sg, struct scatterlist *other)
{
	u64 address = page_to_pfn(sg_page(sg++)) << PAGE_SHIFT;

	address = (page_to_pfn(sg_page(sg)) << PAGE_SHIFT) + other->offset;
	address = (page_to_pfn(sg_page(sg)) << PAGE_SHIFT) + (sg->offset & 7);
	address = sizeof(page_to_pfn(sg_page(sg)));
	address = page_to_pfn(sg_page(sg) + 1) << PAGE_SHIFT;
	return address + (page_to_phys(sg_page(sg)) >> PAGE_SHIFT);
}

/* A shift by something else is a number, and so is one by a bit more. */
u64 numbers(struct scatterlist *sg)
{
	u64 sum = page_to_pfn(sg_page(sg)) << OTHER_SHIFT;

	sum += page_to_pfn(sg_page(sg)) << (PAGE_SHIFT - 9);
	sum += page_to_pfn(sg_page(sg)) << PAGE_SHIFT - 9;
	sum += page_to_pfn(sg_page(sg)) << 12;
	return sum;
}
