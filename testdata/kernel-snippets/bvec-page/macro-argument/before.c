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
	struct page *page = twice(a->bv_page);

	BUG_ON(!a->bv_page);
	BUG_ON(a->bv_page == b.bv_page ||
	       unlikely(!b.bv_page));
	if (unlikely(a->bv_page == NULL) || WARN_ON(!v[0].bv_page))
		return NULL;
	page = pass_on(pass_on(a->bv_page));
	page = twice(v[i++].bv_page);
	page = likely(page) ? identity(a->bv_page) : twice(a->bv_page->owner->bv_page);
	page = flush_and_read(a->bv_page);
	tracing("pages", a->bv_page, b.bv_page);
	return page + checked(a->bv_page);
}

void stores(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	do_once(a->bv_page = page);
	do_once(a->bv_page = b->bv_page);
	do_once(if (n) a->bv_page = twice(b->bv_page); else b->bv_page = NULL);
	if_then(a->bv_page, a->bv_page = page; n++, b->bv_page = page);
	if (unlikely((a->bv_page = page) == NULL))
		n++;
}

struct page *bases(struct bio_vec *bv, struct bio *bio, int n)
{
	struct page *page = identity(bv)->bv_page;

	page = deref(bv).bv_page;
	page = nth(bio, n).bv_page;
	page = cursor->bv_page;
	page = identity(identity(bv) + n)->bv_page;
	page = (*identity(bv)).bv_page;
	page = (identity(bv))->bv_page;
	identity(bv)->bv_page = page;
	deref(bv).bv_page = page;
	nth(bio, n + 1).bv_page = nth(bio, n).bv_page;
	cursor->bv_page = twice(page);
	return page;
}
