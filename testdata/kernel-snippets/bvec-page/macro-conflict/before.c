#include "../kernel.h"

struct other {
	struct page *bv_page;
};

/* A vector here, something else there. */
#define any_page(x) ((x)->bv_page)
#define flush_any(x) flush_dcache_page((x)->bv_page)
/* A statement here, a value there. */
#define put(b, p) ((b)->bv_page = (p))
/* Read here, pointed at there. */
#define page_of(b) ((b)->bv_page)
/* An ordinary object here, a volatile one there. */
#define shared_page(b) ((b)->bv_page)
/* Both, in one use. */
#define read_and_point(x) (use_page(x), &(x))
#define exchange(x, y) do {		\
	typeof(x) kept_ = (x);		\
	(x) = (y);			\
	(y) = kept_;			\
} while (0)
/* All uses agree. */
#define only_page(b) ((b)->bv_page)

struct page *uses(struct bio_vec *bv, struct other *o, volatile struct bio_vec *v, struct page *page)
{
	struct page **slot;

	page = any_page(bv);
	page = any_page(o);
	flush_any(bv);
	flush_any(o);
	put(bv, page);
	page = put(bv, bv->bv_page);
	slot = &page_of(bv);
	page = page_of(bv);
	page = shared_page(bv);
	page = shared_page(v);
	slot = read_and_point(bv->bv_page);
	exchange(bv->bv_page, page);
	exchange(bv[0].bv_page, bv[1].bv_page);
	return only_page(bv) + only_page(bv + 1)->refs + (*slot)->refs;
}
