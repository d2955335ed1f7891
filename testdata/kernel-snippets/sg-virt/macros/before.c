#include "../kernel.h"

#define virt_of(s) (page_address(sg_page(s)) + (s)->offset)
#define plus(a, b) ((a) + (b))

/* As a function, on architectures with high memory. */
#define sum_of(s) \
	(page_address(sg_page(s)) + \
	 (s)->offset)

void *macros(struct scatterlist *sg)
{
	WARN_ON(page_address(sg_page(sg)) + sg->offset == NULL);
	pr_debug("%p", page_address(sg_page(sg)) + sg->offset);
	if (virt_of(sg) == virt_of(sg + 1))
		return sum_of(sg);
	return plus(page_address(sg_page(sg)), sg->offset);
}

#undef page_address
void *page_address(const struct page *page);

void *function(struct scatterlist *sg)
{
	WARN_ON(!(page_address(sg_page(sg)) + sg->offset));
	return page_address(sg_page(sg)) + sg->offset;
}
