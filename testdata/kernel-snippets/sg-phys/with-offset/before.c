#include "../kernel.h"

struct request {
	struct scatterlist sg_in[2], *sg_out, **cursor;
	struct sg_table table;
};

dma_addr_t plain(struct scatterlist *sg, struct scatterlist *sgl, int i)
{
	dma_addr_t sum = page_to_phys(sg_page(sg)) + sg->offset;

	sum += sg->offset + page_to_phys(sg_page(sg));
	sum += page_to_phys(sg_page(&sgl[i])) + sgl[i].offset;
	sum += page_to_phys(sg_page(sgl + i)) + sgl[i].offset;
	sum += page_to_phys(sg_page(&sgl[i])) + (sgl + i)->offset;
	sum += page_to_phys(sg_page(&sgl[2 * i])) + (&sgl[2 * i])->offset;
	sum += page_to_phys(sg_page((sg))) + (sg)->offset;
	sum += page_to_phys((sg_page(sg))) + (sg->offset);
	sum += page_to_phys( sg_page (sg) ) + sg -> offset;
	return sum;
}

dma_addr_t objects(struct request *req, struct scatterlist one)
{
	dma_addr_t sum = page_to_phys(sg_page(&one)) + one.offset;

	sum += page_to_phys(sg_page(req->sg_in)) + req->sg_in->offset;
	sum += page_to_phys(sg_page(&req->sg_in[1])) + req->sg_in[1].offset;
	sum += page_to_phys(sg_page(req->table.sgl)) + req->table.sgl->offset;
	sum += page_to_phys(sg_page(*req->cursor)) + (*req->cursor)->offset;
	sum += page_to_phys(sg_page(req->cursor[0])) + req->cursor[0]->offset;
	sum += page_to_phys(sg_page((struct scatterlist *)req->sg_out)) +
	       ((struct scatterlist *)req->sg_out)->offset;
	return sum;
}

/* The offset comes later, or other terms come first. */
dma_addr_t later(struct scatterlist *sg, u64 skip, int n)
{
	dma_addr_t sum = page_to_phys(sg_page(sg)) + skip + sg->offset;

	sum += skip + page_to_phys(sg_page(sg)) + sg->offset;
	sum += page_to_phys(sg_page(sg)) - n + sg->offset;
	sum += sg->offset + page_to_phys(sg_page(sg)) + skip;
	sum += sg->offset + (page_to_phys(sg_page(sg)) + skip);
	sum += page_to_phys(sg_page(sg)) +
	       sg->offset +
	       sg->length;
	return (page_to_phys(sg_page(sg)) +
		sg->offset + sg->length) / PAGE_SIZE;
}

u64 casts(struct scatterlist *sg)
{
	u64 sum = (unsigned long)page_to_phys(sg_page(sg)) + sg->offset;

	sum += (u32)(page_to_phys(sg_page(sg)) + sg->offset);
	sum += (u32)page_to_phys(sg_page(sg)) + sg->offset;
	sum += page_to_phys(sg_page(sg)) + (unsigned long)sg->offset;
	sum += (unsigned long)((char *)page_to_phys(sg_page(sg)) + sg->offset);
	return sum;
}

void places(struct scatterlist *sg)
{
	use_address(page_to_phys(sg_page(sg)) + sg->offset,
		    sg->length);
	sg->dma_address = page_to_phys(sg_page(sg)) + sg->offset;
	for (; sg && page_to_phys(sg_page(sg)) + sg->offset < PAGE_SIZE; sg = sg_next(sg))
		if ((page_to_phys(sg_page(sg)) + sg->offset) & 1)
			printk("%llx\n", page_to_phys(sg_page(sg)) + sg->offset);
}
