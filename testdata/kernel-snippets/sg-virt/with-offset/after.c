#include "../kernel.h"

struct request {
	struct scatterlist sg_in[2];
};

void copy(void *to, const void *from, size_t n);

void *plain(struct scatterlist *sg, struct scatterlist *sgl, int i, struct request *req)
{
	char *p = sg_virt(sg);

	copy(sg_virt(&sgl[i]), p, sgl[i].length);
	copy(sg_virt(sg), p, 1);
	copy(sg_virt(req->sg_in), p, 1);
	copy(sg_virt(&req->sg_in[1]),
	     p, 1);
	copy(sg_virt(sg) + sg->length, p, i);
	copy(sg_virt(sg) + i, p, 1);
	return sg_virt(sg);
}

unsigned long casts(struct scatterlist *sg)
{
	char *p = (char *)sg_virt(sg);
	const u8 *q = (u8 *)sg_virt(sg);

	p[0] = ((char *)sg_virt(sg))[1];
	p[0] = *(q + 1) + *(char *)sg_virt(sg);
	return (unsigned long)sg_virt(sg);
}
