#include "../kernel.h"
#include "types.h"

/* Nothing of these spells the field. */
static struct bio_vec none = { { 0 } }, also_none = { .bv_pfn = { 0 } };
static struct bio_vec empty = { .bv_len = 1 };

extern void submit(struct bio_vec bv);

void local(struct page *page, struct page **pages)
{
	struct bio_vec iv, previous = { { 0 } };
	struct bio_vec both = { page_to_pfn_t(page), 1 }, *at = &both;
	struct bio_vec many[] = { { page_to_pfn_t(pages[0]), 2 },
		[2] = { page_to_pfn_t(pages[1]), 3 } };

	iv = previous;
	submit(iv);
	submit(many[2]);
	submit(none);
	submit(also_none);
	submit(empty);
	submit((struct bio_vec) { page_to_pfn_t(page), at->bv_len });
}
