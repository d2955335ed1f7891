#include "../kernel.h"

/* Trap 6: no unmap may stay behind. */
int every_exit(struct bio_vec *bv)
{
	char *p = kmap_atomic_pfn_t(bv->bv_pfn);

	if (*p) {
		kunmap_atomic_pfn_t(p);
		return 1;
	}
	kunmap_atomic_pfn_t(p);
	return 0;
}

int one_exit_without(struct bio_vec *bv)
{
	char *p = kmap_atomic(bv->bv_page);

	if (*p)
		return 1;
	kunmap_atomic(p);
	return 0;
}

void of_another_kind(struct bio_vec *bv)
{
	char *p = kmap(bv->bv_page);

	*p = 0;
	kunmap_atomic(p);
}

void twice(struct bio_vec *bv, int again)
{
	char *p = kmap_atomic(bv->bv_page);

	*p = 0;
	kunmap_atomic(p);
	if (again)
		kunmap_atomic(p);
}

#define put(addr) kunmap_atomic(addr)
void one_in_a_macro(struct bio_vec *bv)
{
	char *p = kmap_atomic(bv->bv_page);

	*p = 0;
	put(p);
}

void one_behind_a_directive(struct bio_vec *bv)
{
	char *p = kmap_atomic(bv->bv_page);

#ifdef CONFIG_EARLY
	kunmap_atomic(p);
	return;
#endif
	*p = 0;
	kunmap_atomic(p);
}

void one_of_another_page(struct bio_vec *bv, struct page *page)
{
	char *p;

	if (page)
		p = kmap_atomic(page);
	else
		p = kmap_atomic(bv->bv_page);
	*p = 0;
	kunmap_atomic(p);
}
