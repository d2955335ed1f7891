#include "../kernel.h"

u64 needed(struct scatterlist *sg, u64 prot, int n)
{
	u64 sum = page_to_phys(sg_page(sg)) | prot;

	sum += prot | page_to_phys(sg_page(sg));
	sum += page_to_phys(sg_page(sg)) & PAGE_MASK;
	sum += page_to_phys(sg_page(sg)) >> PAGE_SHIFT;
	sum += page_to_phys(sg_page(sg)) / PAGE_SIZE;
	sum += prot - page_to_phys(sg_page(sg));
	sum += ~page_to_phys(sg_page(sg));
	sum += !page_to_phys(sg_page(sg));
	sum += (u32)page_to_phys(sg_page(sg));
	sum += (unsigned long)page_to_phys(sg_page(sg));
	return sum;
}

u64 not_needed(struct scatterlist *sg, u64 limit, u64 *table)
{
	u64 sum = (page_to_phys(sg_page(sg))) | limit;

	sum = page_to_phys(sg_page(sg)) + sg->length;
	sum |= page_to_phys(sg_page(sg));
	if (page_to_phys(sg_page(sg)) > limit && page_to_phys(sg_page(sg)))
		sum = limit ? page_to_phys(sg_page(sg)) : 0;
	return table[page_to_phys(sg_page(sg))];
}

/* Those of a sum go with it, but not a call's and not those beside a name. */
u64 too_many(struct scatterlist *sg, u64 n)
{
	u64 sum = (page_to_phys(sg_page(sg)) + sg->offset) >> PAGE_SHIFT;

	sum += (u32)(sg->offset + page_to_phys(sg_page(sg)));
	sum += ((page_to_phys(sg_page(sg)) + sg->offset));
	sum += (page_to_phys(sg_page(sg)) + sg->offset + n) * 2;
	sum += (n + page_to_phys(sg_page(sg)) + sg->offset) * 2;
	use_address((page_to_phys(sg_page(sg)) + sg->offset), n);
	if ((page_to_phys(sg_page(sg)) + sg->offset))
		return(page_to_phys(sg_page(sg)) + sg->offset);
	return sum;
}
