#include "../kernel.h"

#define virt_of(s) sg_virt(s)
#define plus(a, b) ((a) + (b))

/* As a function, on architectures with high memory. */
#define sum_of(s) \
	sg_virt(s)

void *macros(struct scatterlist *sg)
{
	WARN_ON(sg_virt(sg) == NULL);
	pr_debug("%p", sg_virt(sg));
	if (virt_of(sg) == virt_of(sg + 1))
		return sum_of(sg);
	return plus(page_address(sg_page(sg)), sg->offset);
}

#undef page_address
void *page_address(const struct page *page);

void *function(struct scatterlist *sg)
{
	WARN_ON(!sg_virt(sg));
	return sg_virt(sg);
}
