#include "../kernel.h"
#include "types.h"

/* The iterator macros of bio.h, after bvec-page. */
#define iter_page(bvec, n) (bvec_page(&(bvec)[n]))
#define iter_bvec(bvec, n)				\
((struct bio_vec) {					\
	.bv_pfn		= page_to_pfn_t(iter_page((bvec), (n))),	\
	.bv_len		= (bvec)[n].bv_len,		\
})

struct bio_vec first(struct bio_vec *bvec)
{
	return iter_bvec(bvec, 0);
}

extern void submit(struct bio_vec bv);
extern struct page *alloc_page(int flags);

void several(struct page *page, struct page **pages)
{
	struct bio_vec one = {.bv_pfn = page_to_pfn_t(page), .bv_len = 1};
	struct bio_vec two[] = {
		{ .bv_pfn = page_to_pfn_t(pages[0]) },
		{ .bv_pfn = page_to_pfn_t(alloc_page(one.bv_len ? 1 : 2)) },
	};

	submit(one);
	submit(two[0]);
	submit((struct bio_vec){ .bv_pfn = page_to_pfn_t(NULL) });
	bvec_set_page(&one, bvec_page(&two[1]));
}

struct other {
	struct page *bv_page;
};

struct page *unrelated(struct other *o)
{
	return o->bv_page;
}
