#include "../kernel.h"

struct holder {
	struct bio_vec vec;
	volatile struct bio_vec shared;
	volatile unsigned int seen;
};

typedef volatile struct bio_vec mmio_vec;

struct page *registers(struct page *page)
{
	register struct bio_vec vec = { page };
	register struct holder holder = { { page } };
	register struct bio_vec *bv = vec.bv_page->owner;

	vec.bv_page = page;
	(vec).bv_page = holder.vec.bv_page;
	bvec_set_page(bv, vec.bv_page);
	return bvec_page(bv + 1);
}

struct page *volatiles(volatile struct bio_vec *bv, mmio_vec vec, volatile struct holder *h,
		       struct holder *plain, struct bio_vec *volatile pointer)
{
	struct page *page = bv->bv_page;

	bv->bv_page = page;
	(*bv).bv_page = vec.bv_page;
	page = h->vec.bv_page;
	page = plain->shared.bv_page;
	page = ((mmio_vec *)pointer)->bv_page;
	page = bvec_page(&plain->vec);
	page = bvec_page(pointer);
	pointer->bv_page = bvec_page((struct bio_vec *)bv);
	return page;
}

struct page *constants(const struct bio_vec *bv, const struct bio_vec vec, const struct holder *h)
{
	static struct bio_vec kept;

	bvec_set_page(&kept, bvec_page(bv));
	return bvec_page(&vec) ?: bvec_page(&h->vec);
}
