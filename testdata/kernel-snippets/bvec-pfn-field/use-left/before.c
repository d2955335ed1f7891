#include "../kernel.h"
#include "types.h"

/* bvec-page leaves this one to a person. */
struct page **where(struct bio_vec *bv)
{
	return &bv->bv_page;
}

struct bio_vec fine(struct page *page)
{
	struct bio_vec bv = { .bv_page = page };

	return bv;
}
