#include "../kernel.h"

struct page *next(int *p);
struct page *next_vec(struct bio_vec **p);
struct page *make(int n);

extern int shared;
extern volatile int flag;
extern struct page *volatile current_page;

void stay(struct bio_vec *x, struct bio_vec *y, struct bio *bio, struct page *page)
{
	int i = 0;
	int *p = &i;

	x[i].bv_page = next(p);
	x[shared].bv_page = make(1);
	y->bv_page = next_vec(&y);
	x[flag].bv_page = current_page;
	bio->bi_io_vec->bv_page = ({ if (!bio) return; page; });
	bio->bi_io_vec[bio->bi_vcnt].bv_page = make(2);
}

void convert(struct bio_vec *x, struct bio *bio, struct page *page, int n)
{
	x[n].bv_page = make(n);
	x->bv_page = alloc_page(GFP_NOIO);
	bio->bi_io_vec[n].bv_page = page;
	bio->bi_io_vec->bv_page = x->bv_page;
	(x++)->bv_page = make(n);
}
