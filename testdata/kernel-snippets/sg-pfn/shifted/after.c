#include "../kernel.h"

u64 shifted(struct scatterlist *sg, struct scatterlist **cursor, struct scatterlist *sgl, int i)
{
	unsigned long base = sg_phys(sg) - sg->offset;
	u64 address = sg_phys(*cursor) - (*cursor)->offset;

	address = (sg_phys(*cursor) - (*cursor)->offset);
	use_address(sg_phys(&sgl[i]) - sgl[i].offset,
		    sgl[i].offset);
	address = sg_phys(sg);
	address = sg_phys(sg);
	address = ((u64)sg_phys(sg));
	address = (u64)sg_phys(sg) - sg->offset;
	address = ((u64)sg_phys(sg) - sg->offset) | 1;
	address = (sg_phys(sg) - sg->offset) | sg->offset;
	return base + address;
}
