#include "../kernel.h"

int commas(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	a->bv_page = page, a->bv_len = 0;
	n++, a->bv_page = page;
	a->bv_page = page, b->bv_page = NULL, n++;
	(n++, a->bv_page = page);
	if (a->bv_page = NULL, n)
		n = (b->bv_page = page, n + 1);
	while (a->bv_page = page, n--)
		;
	use_page((a->bv_page = page, page));
	return a->bv_page = page, n;
}

void loops(struct bio_vec *bv, struct page *page, int n)
{
	int i;

	for (bv->bv_page = page; n; bv->bv_page = NULL)
		n--;
	for (i = 0, bv->bv_page = page; i < n; bv->bv_page = page + i, i++)
		;
	for (bv->bv_page = page, i = 0; bv->bv_page = page, i < n; i++, bv->bv_page = NULL)
		;
}

int wrapped(struct bio_vec *bv, struct page *page, int n)
{
	(void)(bv->bv_page = page);
	(void)(n++, bv->bv_page = page);
	({ bv->bv_page = page; });
	(void)({ n++; bv->bv_page = page; });
	return ({ bv->bv_page = page; n; });
}
