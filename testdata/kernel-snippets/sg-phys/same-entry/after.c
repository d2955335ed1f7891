#include "../kernel.h"

struct scatterlist *lookup(int n);

/* Another entry's offset: it may be meant, it may be a mistake. */
u64 of_another(struct scatterlist *sg, struct scatterlist *src, int i, int j)
{
	u64 sum = page_to_phys(sg_page(sg)) + src->offset;

	sum += page_to_phys(sg_page(&sg[i])) + sg[j].offset;
	sum += page_to_phys(sg_page(&sg[i])) + sg->offset;
	sum += page_to_phys(sg_page(sg + 1)) + sg[2].offset;
	sum += page_to_phys(sg_page(sg)) + sg_next(sg)->offset;
	return sum;
}

u64 the_same(struct scatterlist *sg, struct scatterlist *sgl, int i)
{
	u64 sum = sg_phys(&sg[0]);

	sum += sg_phys(sg);
	sum += sg_phys(sg);
	sum += sg_phys(&sgl[i + 1]);
	return sum;
}

/* Once for twice, or twice for once, is not the same. */
u64 with_side_effects(struct scatterlist *sg, struct scatterlist volatile *v, int i)
{
	u64 sum = page_to_phys(sg_page(sg++));

	sum += page_to_phys(sg_page(&sg[i++]));
	sum += page_to_phys(sg_page(sg_next(sg)));
	sum += page_to_phys(sg_page(sg_next(sg))) + sg_next(sg)->offset;
	sum += page_to_phys(sg_page(lookup(i))) + lookup(i)->offset;
	sum += page_to_phys(sg_page(sg = sg_next(sg))) + sg->offset;
	return sum;
}
