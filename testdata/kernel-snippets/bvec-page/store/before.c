#include "../kernel.h"

#define ZERO_PAGE 0

void values(struct bio_vec *bv, struct page *page, void *cookie, int n)
{
	struct page *last;

	bv->bv_page = page;
	bv->bv_page = NULL;
	bv->bv_page = ZERO_PAGE;
	bv->bv_page = alloc_page(GFP_NOIO);
	bv->bv_page=page;
	bv->bv_page	=	page;
	bv->bv_page = (page);
	bv->bv_page = page + n;
	bv->bv_page = n ? page : NULL;
	bv->bv_page = (n++, page);
	bv->bv_page = last = page;
	bv->bv_page = cookie;
	bv->bv_page = (struct page *)cookie;
	bv->bv_page = ({ last = page; last + n; });
	bv->bv_page = bv->bv_page;
	bv->bv_page = bv->bv_page + 1;
	bv->bv_page = &bv->bv_page[n];
	(bv->bv_page = last);
}

int places(struct bio_vec *bv, struct page *page, int n)
{
	if (n)
		bv->bv_page = page;
	else if (n > 1)
		bv->bv_page = page + 1;
	else
		bv->bv_page = NULL;

	for (; n; n--)
		bv->bv_page = page;
	while (n++ < 3)
		bv->bv_page = page;
	do
		bv->bv_page = page;
	while (n--);

	switch (n) {
	case 0:
		bv->bv_page = page;
		break;
	case 1 ... 3: bv->bv_page = NULL; break;
	default:
		bv->bv_page = NULL;
	}
	switch (n)
	case 4:
		bv->bv_page = page;

	if (!page)
		goto out;
	bv->bv_page = page; bv[1].bv_page = page;
	return 0;
out:
	bv->bv_page = NULL;
	return -1;
}

/* A definition in the style of the first edition. */
struct page *knr(bv, page)
	struct bio_vec *bv;
	struct page *page;
{
	bv->bv_page = page;
	return bv->bv_page;
}
