#include "../kernel.h"

struct entry {
	unsigned long pfn;
	size_t offset;
};

/* The entry is evaluated once, before and after. */
unsigned long number(struct scatterlist *sg, struct scatterlist *sgl, int i, struct entry *e)
{
	struct entry ref = {
		.pfn	= page_to_pfn(sg_page(sg)),
		.offset	= sg->offset,
	};

	e->pfn	      = page_to_pfn(sg_page(sg));
	e->pfn = page_to_pfn(sg_page((sgl)));
	e->pfn += page_to_pfn(sg_page(&sgl[i++]));
	e->pfn |= page_to_pfn(sg_page(sg_next(sg)));
	e[0].pfn = page_to_pfn(sg_page(sg)) + (sg->offset >> PAGE_SHIFT);
	e[1].pfn = page_to_pfn(sg_page(sg)) << 2;
	e[2].pfn = 1UL << page_to_pfn(sg_page(sg));
	WARN_ON(page_to_pfn(sg_page(sg)) != ref.pfn);
	pr_debug("%lx", page_to_pfn(sg_page(sg)));
	return page_to_pfn(
		sg_page(sg));
}
