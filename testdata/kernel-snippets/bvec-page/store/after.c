#include "../kernel.h"

#define ZERO_PAGE 0

void values(struct bio_vec *bv, struct page *page, void *cookie, int n)
{
	struct page *last;

	bvec_set_page(bv, page);
	bvec_set_page(bv, NULL);
	bvec_set_page(bv, ZERO_PAGE);
	bvec_set_page(bv, alloc_page(GFP_NOIO));
	bvec_set_page(bv, page);
	bvec_set_page(bv,	page);
	bvec_set_page(bv, (page));
	bvec_set_page(bv, page + n);
	bvec_set_page(bv, n ? page : NULL);
	bvec_set_page(bv, (n++, page));
	bvec_set_page(bv, last = page);
	bvec_set_page(bv, cookie);
	bvec_set_page(bv, (struct page *)cookie);
	bvec_set_page(bv, ({ last = page; last + n; }));
	bvec_set_page(bv, bvec_page(bv));
	bvec_set_page(bv, bvec_page(bv) + 1);
	bvec_set_page(bv, &bvec_page(bv)[n]);
	(bvec_set_page(bv, last));
}

int places(struct bio_vec *bv, struct page *page, int n)
{
	if (n)
		bvec_set_page(bv, page);
	else if (n > 1)
		bvec_set_page(bv, page + 1);
	else
		bvec_set_page(bv, NULL);

	for (; n; n--)
		bvec_set_page(bv, page);
	while (n++ < 3)
		bvec_set_page(bv, page);
	do
		bvec_set_page(bv, page);
	while (n--);

	switch (n) {
	case 0:
		bvec_set_page(bv, page);
		break;
	case 1 ... 3: bvec_set_page(bv, NULL); break;
	default:
		bvec_set_page(bv, NULL);
	}
	switch (n)
	case 4:
		bvec_set_page(bv, page);

	if (!page)
		goto out;
	bvec_set_page(bv, page); bvec_set_page(&bv[1], page);
	return 0;
out:
	bvec_set_page(bv, NULL);
	return -1;
}

/* A definition in the style of the first edition. */
struct page *knr(bv, page)
	struct bio_vec *bv;
	struct page *page;
{
	bvec_set_page(bv, page);
	return bvec_page(bv);
}
