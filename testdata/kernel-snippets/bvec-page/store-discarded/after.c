#include "../kernel.h"

int commas(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	bvec_set_page(a, page), a->bv_len = 0;
	n++, bvec_set_page(a, page);
	bvec_set_page(a, page), bvec_set_page(b, NULL), n++;
	(n++, bvec_set_page(a, page));
	if (bvec_set_page(a, NULL), n)
		n = (bvec_set_page(b, page), n + 1);
	while (bvec_set_page(a, page), n--)
		;
	use_page((bvec_set_page(a, page), page));
	return bvec_set_page(a, page), n;
}

void loops(struct bio_vec *bv, struct page *page, int n)
{
	int i;

	for (bvec_set_page(bv, page); n; bvec_set_page(bv, NULL))
		n--;
	for (i = 0, bvec_set_page(bv, page); i < n; bvec_set_page(bv, page + i), i++)
		;
	for (bvec_set_page(bv, page), i = 0; bvec_set_page(bv, page), i < n;
	     i++, bvec_set_page(bv, NULL))
		;
}

int wrapped(struct bio_vec *bv, struct page *page, int n)
{
	(void)(bvec_set_page(bv, page));
	(void)(n++, bvec_set_page(bv, page));
	({ bvec_set_page(bv, page); });
	(void)({ n++; bvec_set_page(bv, page); });
	return ({ bvec_set_page(bv, page); n; });
}
