#include "../kernel.h"

/* Trap 10: a page of one's own is no entry's, and needs no mapping at all. */
void of_an_entry(struct bio_vec *bv)
{
	char *p = kmap_atomic_pfn_t(bv->bv_pfn);

	*p = 0;
	kunmap_atomic_pfn_t(p);
}

void of_ones_own(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	char *p = kmap(page);

	*p = 0;
	kunmap(page);
}

void given(struct page *page)
{
	kunmap(page);
}
