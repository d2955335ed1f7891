#include "../kernel.h"

struct page *next_page(void);

struct page *uses(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	struct page *first = (a->bv_page = page);

	if ((a->bv_page = next_page()))
		n++;
	if (!(a->bv_page = alloc_page(GFP_NOIO)))
		return NULL;
	while ((a->bv_page = b->bv_page) != NULL)
		b++;
	for (; (a->bv_page = next_page());)
		n--;
	first = a->bv_page = page;
	first = a->bv_page = b->bv_page;
	a->bv_page = b->bv_page = page;
	a->bv_page = b->bv_page = b[1].bv_page;
	n && (a->bv_page = page);
	use_page(a->bv_page = page);
	(a->bv_page = page)->flags = 0;
	*(a->bv_page = page) = *first;
	page = (a->bv_page = page)->owner->bv_page;
	page = (n++, a->bv_page = page);
	page = ({ n++; a->bv_page = b->bv_page; });
	(a->bv_page = page) ? n++ : n--;
	switch ((unsigned long)(a->bv_page = page)) {
	case 0:
		n += !(a->bv_page = NULL);
	}
	first = a->bv_page->owner->bv_page = page;
	if (unlikely(!(a->bv_page = b->bv_page)))
		return first;
	return a->bv_page = page;
}
