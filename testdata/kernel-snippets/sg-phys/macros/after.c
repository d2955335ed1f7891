#include "../kernel.h"

#define first_of(table) ((table)->sgl)
#define discard(...)
#define twice(x) ((x) + (x))
#define phys_of(s) sg_phys(s)
#define page_phys_of(s) (sg_phys(s) - (s)->offset)
#define entry_page(s) sg_page(s)
#define to_phys(page) page_to_phys(page)
#define phys_and(s, more) (page_to_phys(sg_page(s)) + more)
#define masked_phys_of(s) (((sg_phys(s) - (s)->offset) & PAGE_MASK) + use_of(sg_phys(s) - (s)->offset))
#define use_of(x) (x)
#define not_expanded(s) page_to_phys(sg_page(s))
#define quoted(x) #x

u64 arguments(struct scatterlist *sg, struct sg_table *table)
{
	u64 sum = 0;

	WARN_ON(sg_phys(sg) != sg_phys(sg));
	BUG_ON(WARN_ON(!sg_phys(sg)));
	BUG_ON(sg_phys(sg) - sg->offset > PAGE_SIZE);
	sum += min(sg_phys(sg), sum);
	sum += twice(sg_phys(sg));
	sum += sg_phys(first_of(table));
	sum += sg_phys(first_of(table)) - first_of(table)->offset;
	pr_debug("%llx", sg_phys(sg));
	discard(sg_phys(sg) - sg->offset);
	return sum;
}

u64 bodies(struct scatterlist *sg, struct scatterlist one)
{
	u64 sum = phys_of(sg) + phys_of(&one);

	sum |= page_phys_of(sg + 1) | masked_phys_of(sg);
	sum += page_phys_of(sg) + page_phys_of(&one);
	return sum;
}

/* Partly in a macro, partly outside. */
u64 boundaries(struct scatterlist *sg)
{
	u64 sum = page_to_phys(entry_page(sg)) + sg->offset;

	sum += to_phys(sg_page(sg)) + sg->offset;
	sum += phys_and(sg, sg->offset);
	return sum;
}

const char *text(struct scatterlist *sg)
{
	return quoted(page_to_phys(sg_page(sg)));
}
