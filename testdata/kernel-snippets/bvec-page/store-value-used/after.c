#include "../kernel.h"

struct page *next_page(void);

struct page *uses(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	struct page *first = (a->bv_page = page);

	if ((a->bv_page = next_page()))
		n++;
	if (!(a->bv_page = alloc_page(GFP_NOIO)))
		return NULL;
	while ((a->bv_page = bvec_page(b)) != NULL)
		b++;
	for (; (a->bv_page = next_page());)
		n--;
	first = a->bv_page = page;
	first = a->bv_page = bvec_page(b);
	bvec_set_page(a, b->bv_page = page);
	bvec_set_page(a, b->bv_page = bvec_page(&b[1]));
	n && (a->bv_page = page);
	use_page(a->bv_page = page);
	(a->bv_page = page)->flags = 0;
	*(a->bv_page = page) = *first;
	page = bvec_page((a->bv_page = page)->owner);
	page = (n++, a->bv_page = page);
	page = ({ n++; a->bv_page = bvec_page(b); });
	(a->bv_page = page) ? n++ : n--;
	switch ((unsigned long)(a->bv_page = page)) {
	case 0:
		n += !(a->bv_page = NULL);
	}
	first = bvec_page(a)->owner->bv_page = page;
	if (unlikely(!(a->bv_page = bvec_page(b))))
		return first;
	return a->bv_page = page;
}
