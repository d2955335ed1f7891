#include "../kernel.h"

/* Trap 8: kmap() may be slept on. */
void cannot_sleep(struct bio_vec *bv, const void *buf)
{
	void *p = kmap_atomic_pfn_t(bv->bv_pfn);

	memcpy(p, buf, bv->bv_len);
	kunmap_atomic_pfn_t(p);
}

void may_sleep(struct bio_vec bv, const void *buf)
{
	void *p = kmap(bv.bv_page);

	memcpy(p, buf, bv.bv_len);
	wait_for_it();
	kunmap(bv.bv_page);
}

void maps_another(struct bio_vec bv, struct page *page)
{
	void *p = kmap(bv.bv_page);
	void *q = kmap(page);

	memcpy(p, q, bv.bv_len);
	kunmap(page);
	kunmap(bv.bv_page);
}
