#include "../kernel.h"
#include "types.h"

/* Nothing of these spells the field. */
static struct bio_vec none = { NULL }, also_none = { .bv_page = NULL };
static struct bio_vec empty = { .bv_len = 1 };

extern void submit(struct bio_vec bv);

void local(struct page *page, struct page **pages)
{
	struct bio_vec iv, previous = { NULL };
	struct bio_vec both = { page, 1 }, *at = &both;
	struct bio_vec many[] = { { pages[0], 2 }, [2] = { pages[1], 3 } };

	iv = previous;
	submit(iv);
	submit(many[2]);
	submit(none);
	submit(also_none);
	submit(empty);
	submit((struct bio_vec) { page, at->bv_len });
}
