#include "../kernel.h"

#define twice(x) ((x) ? (x) : NULL)
#define pass_on(x) twice(x)
#define do_once(statement) do { statement; } while (0)
#define if_then(cond, ...) do { if (cond) { __VA_ARGS__; } } while (0)
#define flush_and_read(x) ({ flush_dcache_page(x); (x); })
#define checked(x) ((x) ? 0 : complain(#x))
#define identity(p) (p)
#define deref(p) (*(p))
#define nth(bio, n) (bio)->bi_io_vec[n]
#define cursor (saved.vec)

struct { struct bio_vec *vec; } saved;
int complain(const char *what);
int trace(const char *what, ...);
#define tracing(what, ...) trace(what, ##__VA_ARGS__)

struct page *reads(struct bio_vec *a, struct bio_vec b, struct bio_vec v[], int i)
{
	struct page *page = twice(bvec_page(a));

	BUG_ON(!bvec_page(a));
	BUG_ON(bvec_page(a) == bvec_page(&b) ||
	       unlikely(!bvec_page(&b)));
	if (unlikely(bvec_page(a) == NULL) || WARN_ON(!bvec_page(&v[0])))
		return NULL;
	page = pass_on(pass_on(bvec_page(a)));
	page = twice(bvec_page(&v[i++]));
	page = likely(page) ? identity(bvec_page(a)) : twice(bvec_page(bvec_page(a)->owner));
	page = flush_and_read(bvec_page(a));
	tracing("pages", bvec_page(a), bvec_page(&b));
	return page + checked(bvec_page(a));
}

void stores(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	do_once(bvec_set_page(a, page));
	do_once(bvec_set_page(a, bvec_page(b)));
	do_once(if (n) bvec_set_page(a, twice(bvec_page(b))); else bvec_set_page(b, NULL));
	if_then(bvec_page(a), bvec_set_page(a, page); n++, bvec_set_page(b, page));
	if (unlikely((a->bv_page = page) == NULL))
		n++;
}

struct page *bases(struct bio_vec *bv, struct bio *bio, int n)
{
	struct page *page = bvec_page(identity(bv));

	page = bvec_page(&deref(bv));
	page = bvec_page(&nth(bio, n));
	page = bvec_page(cursor);
	page = bvec_page(identity(identity(bv) + n));
	page = bvec_page(identity(bv));
	page = bvec_page(identity(bv));
	bvec_set_page(identity(bv), page);
	bvec_set_page(&deref(bv), page);
	bvec_set_page(&nth(bio, n + 1), bvec_page(&nth(bio, n)));
	bvec_set_page(cursor, twice(page));
	return page;
}
