#include "../kernel.h"

struct request {
	struct scatterlist sg_in[2], *sg_out, **cursor;
	struct sg_table table;
};

dma_addr_t plain(struct scatterlist *sg, struct scatterlist *sgl, int i)
{
	dma_addr_t sum = sg_phys(sg);

	sum += sg_phys(sg);
	sum += sg_phys(&sgl[i]);
	sum += sg_phys(sgl + i);
	sum += sg_phys(&sgl[i]);
	sum += sg_phys(&sgl[2 * i]);
	sum += sg_phys((sg));
	sum += sg_phys(sg);
	sum += sg_phys(sg);
	return sum;
}

dma_addr_t objects(struct request *req, struct scatterlist one)
{
	dma_addr_t sum = sg_phys(&one);

	sum += sg_phys(req->sg_in);
	sum += sg_phys(&req->sg_in[1]);
	sum += sg_phys(req->table.sgl);
	sum += sg_phys(*req->cursor);
	sum += sg_phys(req->cursor[0]);
	sum += sg_phys((struct scatterlist *)req->sg_out);
	return sum;
}

/* The offset comes later, or other terms come first. */
dma_addr_t later(struct scatterlist *sg, u64 skip, int n)
{
	dma_addr_t sum = sg_phys(sg) + skip;

	sum += skip + sg_phys(sg);
	sum += sg_phys(sg) - n;
	sum += sg_phys(sg) + skip;
	sum += (sg_phys(sg) + skip);
	sum += sg_phys(sg) +
	       sg->length;
	return (sg_phys(sg) + sg->length) / PAGE_SIZE;
}

u64 casts(struct scatterlist *sg)
{
	u64 sum = (unsigned long)sg_phys(sg);

	sum += (u32)sg_phys(sg);
	sum += (u32)sg_phys(sg);
	sum += sg_phys(sg);
	sum += (unsigned long)((char *)sg_phys(sg));
	return sum;
}

void places(struct scatterlist *sg)
{
	use_address(sg_phys(sg),
		    sg->length);
	sg->dma_address = sg_phys(sg);
	for (; sg && sg_phys(sg) < PAGE_SIZE; sg = sg_next(sg))
		if (sg_phys(sg) & 1)
			printk("%llx\n", sg_phys(sg));
}
