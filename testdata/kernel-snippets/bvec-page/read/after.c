#include "../kernel.h"

struct page *returned(struct bio_vec *bv)
{
	return bvec_page(bv);
}

struct page *of_copy(struct bio_vec bv)
{
	return bvec_page(&bv);
}

unsigned long positions(struct bio_vec *bv, const struct bio_vec *cv, int n)
{
	struct page *page = bvec_page(bv), *other, *pair[] = { bvec_page(bv), bvec_page(cv) };
	unsigned long bits = (unsigned long)bvec_page(bv) >> 12;
	static int seen[2];

	other = bvec_page(cv);
	if (!bvec_page(bv))
		return 0;
	if (!(page = bvec_page(bv)) || (page != other && n))
		page = pair[bvec_page(bv) == bvec_page(cv)];
	while (bvec_page(bv) != NULL)
		bv++;
	do
		cv++;
	while (bvec_page(cv));
	for (page = bvec_page(bv); n && bvec_page(bv); n--, page = bvec_page(bv))
		use_page(bvec_page(bv));
	switch ((unsigned long)bvec_page(bv) & 3) {
	case 0:
		return page_address(bvec_page(bv)) == NULL;
	}
	page = n ? bvec_page(bv) : bvec_page(cv);
	page = bvec_page(bv) ?: bvec_page(cv) ?: page;
	seen[bvec_page(bv) != NULL]++;
	page += (bvec_page(bv) - other) + (bvec_page(bv) < other);
	(void)bvec_page(bv);
	n += (bvec_page(bv), 1);
	return bits + (page == other) + ({ bvec_page(bv); })->flags;
}

void *behind(struct bio_vec *bv, struct page blank, int n)
{
	struct page *next = bvec_page(bv) + n;
	unsigned long *flags = &bvec_page(bv)->flags;

	*bvec_page(bv) = blank;
	blank = *bvec_page(bv);
	bvec_page(bv)->flags = 1;
	bvec_page(bv)->flags |= *flags;
	bvec_page(bv)->refs++;
	--bvec_page(bv)->refs;
	bvec_page(bv)[1].refs = 0;
	(bvec_page(bv))->refs = n[bvec_page(bv)].refs;
	next = &bvec_page(bv)[n];
	next = &*bvec_page(bv);
	next = (struct page *)((char *)bvec_page(bv) + sizeof(*next));
	return next ? next->mapping : bvec_page(bv)->mapping;
}
