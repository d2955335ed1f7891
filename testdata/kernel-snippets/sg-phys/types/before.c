#include "../kernel.h"

/* As on an architecture where physical addresses are long. */
#undef page_to_phys
#define page_to_phys(page) (page_to_pfn(page) << PAGE_SHIFT)

u64 kind(struct scatterlist *sg)
{
	unsigned long sum = page_to_phys(sg_page(sg)) + sg->offset;

	printk("%lx\n", page_to_phys(sg_page(sg)) + sg->offset);
	printk("%d\n", page_to_phys(sg_page(sg)) > sum);
	printk("%llx\n", (u64)page_to_phys(sg_page(sg)));
	return sizeof(page_to_phys(sg_page(sg)));
}

/* And where they are short. */
#undef page_to_phys
#define page_to_phys(page) ((u32)page_to_pfn(page) << PAGE_SHIFT)

u64 size(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + sg->offset;
}
