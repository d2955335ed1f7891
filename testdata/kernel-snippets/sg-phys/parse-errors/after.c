#include "../kernel.h"

u64 broken(struct scatterlist *sg)
{
	u64 sum = sg_phys(sg);

	sum += sg->no_such + sg_phys(sg);
	sum += page_to_physical(sg_page(sg));
	return sum + page_to_phys(sg_page(no_such_entry)) + no_such_entry->offset;
}
