#include "../kernel.h"

struct other {
	struct page *bv_page;
	int bv_page2, my_bv_page;
};

struct deep {
	struct bio_vec bv_page;
	struct { struct page *bv_page; } unnamed;
};

union bv_page {
	struct page *bv_page;
	unsigned long bits;
};

#define field_of(p, f) ((p)->f)

void take(struct page *bv_page, int n);

struct page *fields(struct other *o, union bv_page u, struct bio_vec *bv, struct page **slot)
{
	struct other made = { .bv_page = bvec_page(bv) };
	struct page *page = o->bv_page;

	o->bv_page = bvec_page(bv);
	bvec_set_page(bv, o->bv_page);
	u.bv_page++;
	slot = &made.bv_page;
	page = ((struct other *)bv)->bv_page;
	page = bvec_page((struct bio_vec *)o);
	page = field_of(o, bv_page);
	page = unlikely(o->bv_page) ? *slot : page;
	o = container_of(slot, struct other, bv_page);
	o->bv_page2 = offsetof(struct other, bv_page) + sizeof(o->bv_page);
	o->my_bv_page = o->bv_page2;
	return page;
}

struct page *a_vector_of_that_name(struct deep *d, struct page *page)
{
	bvec_set_page(&d->bv_page, page);
	page = bvec_page(&d->bv_page);
	return d->unnamed.bv_page;
}

struct page *local_variable(struct bio_vec *bv)
{
	struct page *bv_page = bvec_page(bv);

	bv_page->flags = 0;
	bvec_set_page(bv, bv_page);
	take(bv_page, 1);
	return bv_page;
}

int other_namespaces(int n)
{
	enum { first, bv_page };
	void *target = &&bv_page;

	if (n == bv_page)
		goto bv_page;
	if (n > first)
		goto *target;
bv_page:
	return n;
}

int in_an_inner_scope(struct page *(*bv_page)(int))
{
	typedef int pages;
	{
		typedef struct page *bv_page;
		bv_page page = NULL;

		return (pages)(page != NULL);
	}
}
