#include "../kernel.h"

/* Compares two values of one type, each evaluated once. */
#define lower_of(x, y) ({			\
	typeof(x) x_ = (x);			\
	typeof(y) y_ = (y);			\
	(void)(&x_ == &y_);			\
	x_ < y_ ? x_ : y_; })
#define if_pointer(x) (sizeof(x) == sizeof(void *) ? (x) : NULL)
#define keep(x) ((typeof(x))(x))
#define null_like(x) ((typeof(x))NULL)
#define measure(x) ((void)sizeof(x))
#define read_fresh(x) (*(volatile typeof(x) *)&(x))
#define own_type(b) ((typeof((b)->bv_page))(b)->bv_page)

struct page *uses(struct bio_vec *a, struct bio_vec *b)
{
	struct page *page = lower_of(a->bv_page, b->bv_page);

	page = lower_of(page, lower_of(a->bv_page + 1, b->bv_page));
	page = lower_of(a->bv_page->owner, b)->bv_page;
	page = if_pointer(a->bv_page);
	page = keep(a->bv_page);
	page = null_like(a->bv_page);
	measure(a->bv_page);
	page = read_fresh(a->bv_page);
	page = own_type(b);
	return page;
}
