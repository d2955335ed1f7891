#include "../kernel.h"
#include "types.h"

extern void submit(struct bio_vec bv);

/* Where one bio_vec ends only the compiler sees. */
void local(struct page *page, struct page **pages)
{
	struct bio_vec many[] = { page, 2, 0, pages[1], 3, 0 };

	submit(many[1]);
}
