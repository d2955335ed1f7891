#include "../kernel.h"

u64 needed(struct scatterlist *sg, u64 prot, int n)
{
	u64 sum = (sg_phys(sg) - sg->offset) | prot;

	sum += prot | (sg_phys(sg) - sg->offset);
	sum += (sg_phys(sg) - sg->offset) & PAGE_MASK;
	sum += (sg_phys(sg) - sg->offset) >> PAGE_SHIFT;
	sum += (sg_phys(sg) - sg->offset) / PAGE_SIZE;
	sum += prot - (sg_phys(sg) - sg->offset);
	sum += ~(sg_phys(sg) - sg->offset);
	sum += !(sg_phys(sg) - sg->offset);
	sum += (u32)(sg_phys(sg) - sg->offset);
	sum += (unsigned long)(sg_phys(sg) - sg->offset);
	return sum;
}

u64 not_needed(struct scatterlist *sg, u64 limit, u64 *table)
{
	u64 sum = (sg_phys(sg) - sg->offset) | limit;

	sum = sg_phys(sg) - sg->offset + sg->length;
	sum |= sg_phys(sg) - sg->offset;
	if (sg_phys(sg) - sg->offset > limit && sg_phys(sg) - sg->offset)
		sum = limit ? sg_phys(sg) - sg->offset : 0;
	return table[sg_phys(sg) - sg->offset];
}

/* Those of a sum go with it, but not a call's and not those beside a name. */
u64 too_many(struct scatterlist *sg, u64 n)
{
	u64 sum = sg_phys(sg) >> PAGE_SHIFT;

	sum += (u32)sg_phys(sg);
	sum += (sg_phys(sg));
	sum += (sg_phys(sg) + n) * 2;
	sum += (n + sg_phys(sg)) * 2;
	use_address(sg_phys(sg), n);
	if (sg_phys(sg))
		return(sg_phys(sg));
	return sum;
}
