#include "../kernel.h"

struct holder {
	struct bio_vec vec;
};

struct bio_vec make(int n);
struct holder wrap(int n);
struct bio_vec *point(int n);

struct page *values(struct bio_vec x, struct bio_vec y, int n, ...)
{
	__builtin_va_list ap;
	struct page *page = make(1).bv_page;

	page = (make(2)).bv_page;
	page = wrap(1).vec.bv_page;
	page = ({ struct bio_vec v = x; v; }).bv_page;
	page = (n ? x : y).bv_page;
	page = (x = y).bv_page;
	page = (n++, x).bv_page;
	__builtin_va_start(ap, n);
	page = __builtin_va_arg(ap, struct bio_vec).bv_page;
	__builtin_va_end(ap);
	page = make(bvec_page(make(3).bv_page->owner) != page).bv_page;
	return page;
}

/* These look alike, and are objects. */
struct page *objects(struct bio_vec x, int n)
{
	struct page *page = bvec_page(point(n));

	page = bvec_page(point(n));
	page = bvec_page(&point(n)[1]);
	page = bvec_page(&x);
	page = bvec_page(&(struct bio_vec){ page });
	page = bvec_page(&(x));
	return page;
}
