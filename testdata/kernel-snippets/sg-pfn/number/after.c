#include "../kernel.h"

struct entry {
	unsigned long pfn;
	size_t offset;
};

/* The entry is evaluated once, before and after. */
unsigned long number(struct scatterlist *sg, struct scatterlist *sgl, int i, struct entry *e)
{
	struct entry ref = {
		.pfn	= sg_pfn(sg),
		.offset	= sg->offset,
	};

	e->pfn	      = sg_pfn(sg);
	e->pfn = sg_pfn((sgl));
	e->pfn += sg_pfn(&sgl[i++]);
	e->pfn |= sg_pfn(sg_next(sg));
	e[0].pfn = sg_pfn(sg) + (sg->offset >> PAGE_SHIFT);
	e[1].pfn = sg_pfn(sg) << 2;
	e[2].pfn = 1UL << sg_pfn(sg);
	WARN_ON(sg_pfn(sg) != ref.pfn);
	pr_debug("%lx", sg_pfn(sg));
	return sg_pfn(sg);
}
