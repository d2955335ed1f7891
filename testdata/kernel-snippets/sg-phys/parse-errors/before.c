#include "../kernel.h"

u64 broken(struct scatterlist *sg)
{
	u64 sum = page_to_phys(sg_page(sg)) + sg->offset;

	sum += sg->no_such + page_to_phys(sg_page(sg)) + sg->offset;
	sum += page_to_physical(sg_page(sg));
	return sum + page_to_phys(sg_page(no_such_entry)) + no_such_entry->offset;
}
