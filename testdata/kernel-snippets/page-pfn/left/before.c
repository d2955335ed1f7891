#include "../kernel.h"

struct other {
	struct page *bv_page;
};

#define numbered(v, f) page_to_pfn((v)->f)
#define to_pfn(page) page_to_pfn(page)

/* Other uses are the business of bvec-page, with which this can run. */
unsigned long left(struct bio *bio, struct bio_vec *bv, volatile struct bio_vec *v,
		   struct other *o)
{
	struct bio_vec one = { .bv_page = bv->bv_page };
	unsigned long sum = page_to_pfn(next_vec(bio).bv_page);

	use_page(one.bv_page);
	bv->bv_page = NULL;
	sum += page_to_pfn(bv->bv_page + 1);
	sum += page_to_pfn(v->bv_page);
	sum += page_to_pfn(/* whose */ bv->bv_page);
	sum += page_to_pfn(o->bv_page);
	sum += numbered(bv, bv_page);
	sum += to_pfn(bv->bv_page);
	return sum + page_to_phys(bv->bv_page) + __builtin_offsetof(struct bio_vec, bv_page);
}
