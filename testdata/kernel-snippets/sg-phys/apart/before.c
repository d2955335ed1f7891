#include "../kernel.h"

/* The offset is there, but the sum that it is in is not the address. */
u64 apart(struct scatterlist *sg, int n)
{
	u64 sum = page_to_phys(sg_page(sg)) + (sg->offset + n);

	sum += sg->offset + n + page_to_phys(sg_page(sg));
	sum += page_to_phys(sg_page(sg)) - sg->offset;
	sum += page_to_phys(sg_page(sg)) + sg->offset * 2;
	sum += page_to_phys(sg_page(sg)) + (u8)sg->offset;
	sum += (u16)page_to_phys(sg_page(sg)) + sg->offset;
	sum += (unsigned long)((u64 *)page_to_phys(sg_page(sg)) + sg->offset);
	sum += page_to_phys(sg_page(sg)) + (sg->offset & ~PAGE_MASK);
	return sum;
}

/* Beyond the sum: only the page's address is at hand there. */
u64 beyond(struct scatterlist *sg, u64 prot)
{
	u64 sum = (page_to_phys(sg_page(sg)) | prot) + sg->offset;

	sum += page_to_phys(sg_page(sg)) * 2 + sg->offset;
	sum += sg->offset - page_to_phys(sg_page(sg));
	return sum;
}

u64 comments(struct scatterlist *sg)
{
	u64 sum = page_to_phys(sg_page(sg)) /* page */ + sg->offset;

	sum += page_to_phys(sg_page(sg)) + /* in it */ sg->offset;
	sum += page_to_phys(/* of */ sg_page(sg)) + sg->offset;
	sum += page_to_phys(sg_page(/* the entry */ sg)) + sg->offset;
	return sum; /* page_to_phys(sg_page(sg)) */
}

u64 directives(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg))
#ifdef WITH_OFFSET
		+ 0
#endif
		+ sg->offset;
}
