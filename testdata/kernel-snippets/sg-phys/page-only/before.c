#include "../kernel.h"

struct request {
	struct scatterlist sg_in[2], *sg_out, **cursor;
};

/* The offset is subtracted: & PAGE_MASK would cut an address to a long. */
dma_addr_t page_only(struct scatterlist *sg, struct scatterlist *sgl,
		     struct request *req, struct scatterlist one, int i)
{
	dma_addr_t sum = page_to_phys(sg_page(sg));

	sum += page_to_phys(sg_page(&sgl[i]));
	sum += page_to_phys(sg_page(sgl + i));
	sum += page_to_phys(sg_page(&one));
	sum += page_to_phys(sg_page(req->sg_in));
	sum += page_to_phys(sg_page(&req->sg_in[1]));
	sum += page_to_phys(sg_page(*req->cursor));
	sum += page_to_phys(sg_page((sg)));
	sum += page_to_phys(sg_page((struct scatterlist *)req->sg_out));
	sum += page_to_phys(sg_page(i ? sg : &one));
	use_address(page_to_phys(sg_page(sg)), sg->length);
	sg->dma_address = page_to_phys(sg_page(sg));
	return page_to_phys(sg_page(sg));
}
