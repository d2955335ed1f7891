#include "../kernel.h"

struct other {
	struct page *sg_page;
	unsigned int offset;
};

/* Nothing of an entry's address is made here, or not from sg_page(). */
u64 unrelated(struct scatterlist *sg, struct page *page, struct other *o)
{
	struct page *(*function)(struct scatterlist *) = sg_page;
	u64 sum = page_to_phys(page) + sg->offset;

	get_page(sg_page(sg));
	page = sg_page(sg);
	sum += page_to_phys(sg_page(sg) + 1) + sg->offset;
	sum += page_to_phys(page ? page : sg_page(sg));
	sum += page_to_phys(o->sg_page) + o->offset;
	sum += page_to_phys(function(sg));
	return sum + page_to_pfn(sg_page(sg));
}

/* Whoever has a sg_page() of their own knows what it is. */
static u64 shadowed(struct page *(*sg_page)(struct scatterlist *), struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + sg->offset;
}

u64 caller(struct scatterlist *sg)
{
	return shadowed(sg_page, sg);
}
