#include "../kernel.h"

struct page *returned(struct bio_vec *bv)
{
	return bv->bv_page;
}

struct page *of_copy(struct bio_vec bv)
{
	return bv.bv_page;
}

unsigned long positions(struct bio_vec *bv, const struct bio_vec *cv, int n)
{
	struct page *page = bv->bv_page, *other, *pair[] = { bv->bv_page, cv->bv_page };
	unsigned long bits = (unsigned long)bv->bv_page >> 12;
	static int seen[2];

	other = cv->bv_page;
	if (!bv->bv_page)
		return 0;
	if (!(page = bv->bv_page) || (page != other && n))
		page = pair[bv->bv_page == cv->bv_page];
	while (bv->bv_page != NULL)
		bv++;
	do
		cv++;
	while (cv->bv_page);
	for (page = bv->bv_page; n && bv->bv_page; n--, page = bv->bv_page)
		use_page(bv->bv_page);
	switch ((unsigned long)bv->bv_page & 3) {
	case 0:
		return page_address(bv->bv_page) == NULL;
	}
	page = n ? bv->bv_page : cv->bv_page;
	page = bv->bv_page ?: cv->bv_page ?: page;
	seen[bv->bv_page != NULL]++;
	page += (bv->bv_page - other) + (bv->bv_page < other);
	(void)bv->bv_page;
	n += (bv->bv_page, 1);
	return bits + (page == other) + ({ bv->bv_page; })->flags;
}

void *behind(struct bio_vec *bv, struct page blank, int n)
{
	struct page *next = bv->bv_page + n;
	unsigned long *flags = &bv->bv_page->flags;

	*bv->bv_page = blank;
	blank = *bv->bv_page;
	bv->bv_page->flags = 1;
	bv->bv_page->flags |= *flags;
	bv->bv_page->refs++;
	--bv->bv_page->refs;
	bv->bv_page[1].refs = 0;
	(bv->bv_page)->refs = n[bv->bv_page].refs;
	next = &bv->bv_page[n];
	next = &*bv->bv_page;
	next = (struct page *)((char *)bv->bv_page + sizeof(*next));
	return next ? next->mapping : bv->bv_page->mapping;
}
