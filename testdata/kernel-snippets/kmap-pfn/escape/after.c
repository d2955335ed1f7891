#include "../kernel.h"

/* Trap 3: who else has the address may need the mapping to be what it was. */
struct job { void *data; };

void contents_only(struct job *job, struct bio_vec *bv)
{
	struct job *p = kmap_atomic_pfn_t(bv->bv_pfn);

	job->data = p->data;
	kunmap_atomic_pfn_t(p);
}

void stored(struct job *job, struct bio_vec *bv)
{
	void *p = kmap_atomic(bv->bv_page);

	job->data = p;
	kunmap_atomic(p);
}

void *returned(struct scatterlist *sg)
{
	return kmap_atomic(sg_page(sg)) + sg->offset;
}

void passed_on(struct scatterlist *sg)
{
	void *p = kmap_atomic(sg_page(sg));

	submit(p + sg->offset, sg->length);
	kunmap_atomic(p);
}

void of_somebody_else(void *p)
{
	kunmap_atomic(p);
}
