#include "../kernel.h"

struct other {
	struct page *bv_page;
};

#define ignore(...)
#define debug(format, ...) do { } while (0)
#define zero(x) 0
#define second(x, y) (y)
#define flush_two(x, y) do { flush_dcache_page(x); flush_dcache_page(y); } while (0)
#define flush_vec(b) flush_dcache_page(bvec_page(b))
#define flush_obj(v) ignore(flush_dcache_page(bvec_page(&(v))))

struct bio_vec *pick(struct page *page);

int recovered(struct bio *bio, struct bio_vec *bv, struct bio_vec vec, int i)
{
	struct bio_vec table[4];

	flush_dcache_page(bvec_page(bv));
	flush_dcache_page(bvec_page(&vec));
	flush_dcache_page(bvec_page(bv));
	flush_dcache_page(bvec_page((struct bio_vec *)bio));
	flush_dcache_page(bvec_page(&table[i]));
	flush_dcache_page(bvec_page(&bio->bi_io_vec[i]));
	flush_dcache_page(bvec_page(&table[i++]));
	flush_dcache_page(bvec_page(table));
	flush_dcache_page(bvec_page(bvec_page(bv)->owner));
	flush_dcache_page(bvec_page(pick(bvec_page(&vec))) + 1);
	ignore(flush_dcache_page(bvec_page(bv)));
	flush_two(bvec_page(bv), bvec_page(&vec));
	debug("%p %p", bvec_page(bv), /* bv_page */
	      bvec_page(&vec)->mapping, "bv_page");
	use_page(second(bvec_page(bv), bvec_page(&vec)));
	flush_vec(bv);
	flush_vec(&vec);
	flush_obj(vec);
	flush_obj(table[1]);
	return zero(bvec_page(bv) != NULL);
}

void scopes(struct bio_vec *v, struct other *o)
{
	flush_dcache_page(bvec_page(v));
	flush_dcache_page(o->bv_page);
	{
		struct other *v = o;
		struct bio_vec *o = NULL;

		flush_dcache_page(v->bv_page);
		flush_dcache_page(bvec_page(o));
	}
	for (struct bio_vec *o = v; o; o = NULL)
		flush_dcache_page(bvec_page(o));
	flush_dcache_page(o->bv_page);
}

void not_convertible(struct bio_vec *bv)
{
	ignore(&bv->bv_page);
	ignore(bv->bv_page++);
	ignore(sizeof(bv->bv_page));
	ignore(offsetof(struct bio_vec, bv_page));
	ignore(bv_page);
	ignore(bv, bv_page);
	ignore(not_declared->bv_page);
	ignore(->bv_page);
}
