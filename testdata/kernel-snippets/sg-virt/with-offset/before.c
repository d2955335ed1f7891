#include "../kernel.h"

struct request {
	struct scatterlist sg_in[2];
};

void copy(void *to, const void *from, size_t n);

void *plain(struct scatterlist *sg, struct scatterlist *sgl, int i, struct request *req)
{
	char *p = page_address(sg_page(sg)) + sg->offset;

	copy(page_address(sg_page(&sgl[i])) + sgl[i].offset, p, sgl[i].length);
	copy(sg->offset + page_address(sg_page(sg)), p, 1);
	copy(page_address(sg_page(req->sg_in)) + req->sg_in->offset, p, 1);
	copy(page_address(sg_page(&req->sg_in[1])) +
	     req->sg_in[1].offset,
	     p, 1);
	copy(page_address(sg_page(sg)) +
	     sg->offset + sg->length, p, i);
	copy(page_address(sg_page(sg)) + i + sg->offset, p, 1);
	return (page_address(sg_page(sg)) + sg->offset);
}

unsigned long casts(struct scatterlist *sg)
{
	char *p = (char *)page_address(sg_page(sg)) + sg->offset;
	const u8 *q = (u8 *)(page_address(sg_page(sg)) + sg->offset);

	p[0] = ((char *)page_address(sg_page(sg)) + sg->offset)[1];
	p[0] = *(q + 1) + *(char *)(page_address(sg_page(sg)) + sg->offset);
	return (unsigned long)page_address(sg_page(sg)) + sg->offset;
}
