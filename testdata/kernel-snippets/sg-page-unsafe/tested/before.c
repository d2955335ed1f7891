#include "../kernel.h"

int tested(struct scatterlist *sg, struct page *page)
{
	BUG_ON(!sg_page(sg));
	WARN_ON(sg_page(sg));
	if (sg_page(sg))
		return 1;
	while (sg_page(sg) && sg_page(sg) != page)
		sg = sg_next(sg);
	return sg_page(sg) == NULL ? 1 : sg_page(sg) ? 2 : 3;
}
