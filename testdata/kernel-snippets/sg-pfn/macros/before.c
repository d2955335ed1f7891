#include "../kernel.h"

#define pfn_of(s) page_to_pfn(sg_page(s))
#define base_of(s) (page_to_pfn(sg_page(s)) << PAGE_SHIFT)
#define shifted_by(s, n) (page_to_pfn(sg_page(s)) << n)

u64 macros(struct scatterlist *sg)
{
	u64 sum = pfn_of(sg) + pfn_of(sg_next(sg)) * 2;

	sum += base_of(sg) * 2;
	return sum + shifted_by(sg, PAGE_SHIFT);
}

/* As with a memory model that looks the page's section up. */
#undef page_to_pfn
#define page_to_pfn(which) ({ const struct page *p_ = (which); \
	(unsigned long)(p_ - &vmemmap[p_->flags]); })

u64 statements(struct scatterlist *sg)
{
	u64 sum = page_to_pfn(sg_page(sg)) << PAGE_SHIFT;

	sum += page_to_phys(sg_page(sg)) + sg->offset;
	return sum + page_to_pfn(sg_page(sg));
}
