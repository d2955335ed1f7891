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
#define own_type(b) ((typeof((b)->bv_page))bvec_page(b))

struct page *uses(struct bio_vec *a, struct bio_vec *b)
{
	struct page *page = lower_of(bvec_page(a), bvec_page(b));

	page = lower_of(page, lower_of(bvec_page(a) + 1, bvec_page(b)));
	page = bvec_page(lower_of(bvec_page(a)->owner, b));
	page = if_pointer(bvec_page(a));
	page = keep(bvec_page(a));
	page = null_like(a->bv_page);
	measure(a->bv_page);
	page = read_fresh(a->bv_page);
	page = own_type(b);
	return page;
}
