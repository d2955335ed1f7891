#include "../kernel.h"

#define first_of(table) ((table)->sgl)
#define discard(...)
#define twice(x) ((x) + (x))
#define phys_of(s) (page_to_phys(sg_page(s)) + (s)->offset)
#define page_phys_of(s) page_to_phys(sg_page(s))
#define entry_page(s) sg_page(s)
#define to_phys(page) page_to_phys(page)
#define phys_and(s, more) (page_to_phys(sg_page(s)) + more)
#define masked_phys_of(s) ((page_to_phys(sg_page(s)) & PAGE_MASK) + use_of(page_to_phys(sg_page(s))))
#define use_of(x) (x)
#define not_expanded(s) page_to_phys(sg_page(s))
#define quoted(x) #x

u64 arguments(struct scatterlist *sg, struct sg_table *table)
{
	u64 sum = 0;

	WARN_ON(page_to_phys(sg_page(sg)) + sg->offset != sg_phys(sg));
	BUG_ON(WARN_ON(!(page_to_phys(sg_page(sg)) + sg->offset)));
	BUG_ON(page_to_phys(sg_page(sg)) > PAGE_SIZE);
	sum += min(page_to_phys(sg_page(sg)) + sg->offset, sum);
	sum += twice(page_to_phys(sg_page(sg)) + sg->offset);
	sum += page_to_phys(sg_page(first_of(table))) + first_of(table)->offset;
	sum += page_to_phys(sg_page(first_of(table)));
	pr_debug("%llx", page_to_phys(sg_page(sg)) + sg->offset);
	discard(page_to_phys(sg_page(sg)));
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
