#include "../kernel.h"

struct other {
	struct page *sg_page;
};

/* What needs no page, other rules convert. */
u64 numbers(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + page_to_pfn(sg_page(sg));
}

/* Not the function: sg_page() */
struct page *another(struct other *o)
{
	return o->sg_page;
}
