#include "../kernel.h"

struct request {
	struct scatterlist sg_in[2], *sg_out, **cursor;
};

/* The offset is subtracted: & PAGE_MASK would cut an address to a long. */
dma_addr_t page_only(struct scatterlist *sg, struct scatterlist *sgl,
		     struct request *req, struct scatterlist one, int i)
{
	dma_addr_t sum = sg_phys(sg) - sg->offset;

	sum += sg_phys(&sgl[i]) - sgl[i].offset;
	sum += sg_phys(sgl + i) - (sgl + i)->offset;
	sum += sg_phys(&one) - one.offset;
	sum += sg_phys(req->sg_in) - req->sg_in->offset;
	sum += sg_phys(&req->sg_in[1]) - req->sg_in[1].offset;
	sum += sg_phys(*req->cursor) - (*req->cursor)->offset;
	sum += sg_phys((sg)) - (sg)->offset;
	sum += sg_phys((struct scatterlist *)req->sg_out) -
		((struct scatterlist *)req->sg_out)->offset;
	sum += sg_phys(i ? sg : &one) - (i ? sg : &one)->offset;
	use_address(sg_phys(sg) - sg->offset, sg->length);
	sg->dma_address = sg_phys(sg) - sg->offset;
	return sg_phys(sg) - sg->offset;
}
