#include "../kernel.h"

/* Trap 4: any address inside of the page will do, but not one past it. */
void added_once(struct bio_vec bv, const void *buf)
{
	char *p = kmap_atomic_pfn_t(bv.bv_pfn) + bv.bv_offset;

	memcpy(p, buf, bv.bv_len);
	kunmap_atomic_pfn_t(p);
}

void taken_off_again(struct scatterlist *sg, const void *buf)
{
	char *p = kmap_atomic_pfn_t(sg_pfn_t(sg)) + sg->offset;

	memcpy(p, buf, sg->length);
	kunmap_atomic_pfn_t(p - sg->offset);
}

void masked(struct scatterlist *sg, const void *buf)
{
	unsigned long p = (unsigned long)kmap_atomic_pfn_t(sg_pfn_t(sg)) +
		sg->offset;

	memcpy((void *)p, buf, sg->length);
	kunmap_atomic_pfn_t((void *)(p & PAGE_MASK));
}

void stepped(struct bio_vec bv)
{
	char *p = kmap_atomic(bv.bv_page) + bv.bv_offset;
	unsigned int i;

	for (i = 0; i < bv.bv_len; i++)
		*p++ = 0;
	kunmap_atomic(p);
}

void taken_off_after_a_change(struct scatterlist *sg, const void *buf)
{
	char *p = kmap_atomic(sg_page(sg)) + sg->offset;

	memcpy(p, buf, sg->length);
	sg->offset += sg->length;
	kunmap_atomic(p - sg->offset);
}
