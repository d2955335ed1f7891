#include "../kernel.h"

struct holder {
	int id;
	struct bio_vec vec, vecs[4];
};

#define PAGE_SLOT offsetof(struct bio_vec, bv_page)
#define vec_of(slot) container_of(slot, struct bio_vec, bv_page)

_Static_assert(offsetof(struct bio_vec, bv_page) == 0, "bv_page comes first");
_Static_assert(sizeof(((struct bio_vec *)0)->bv_page) == sizeof(void *), "a pointer");

typeof(((struct bio_vec *)0)->bv_page) declared(struct bio_vec *bv);

size_t sizes(struct bio_vec *bv, struct bio_vec vec)
{
	size_t n = sizeof(bv->bv_page) + sizeof bv->bv_page;

	n += sizeof(vec.bv_page) + sizeof(*vec.bv_page);
	n += sizeof(bv->bv_page->flags) + sizeof(&bv->bv_page);
	n += sizeof(bv->bv_page = NULL) + sizeof(struct page *[2]);
	n += _Alignof(bv->bv_page) + __alignof__(vec.bv_page);
	return n * sizeof(*bv);
}

struct page *types(struct bio_vec *bv, struct bio_vec vec)
{
	typeof(bv->bv_page) first = bvec_page(bv);
	__typeof__(*vec.bv_page) *second = bvec_page(&vec);

	if (__builtin_types_compatible_p(typeof(bv->bv_page), struct page *))
		first = (typeof(vec.bv_page))second;
	return first;
}

size_t offsets(void)
{
	return PAGE_SLOT + offsetof(struct holder, vec.bv_page) +
	       offsetof(struct holder, vecs[1].bv_page) +
	       __builtin_offsetof(struct bio_vec, bv_page);
}

struct bio_vec *owner(struct page **slot)
{
	struct bio_vec *bv = container_of(slot, struct bio_vec, bv_page);

	bv += container_of(slot, struct holder, vec.bv_page)->id;
	return bv == vec_of(slot) ? bv : NULL;
}

/* The index is in use here, and not part of what is measured. */
size_t beside(struct bio_vec *bv, struct page **slots)
{
	use_page(bvec_page(&bv[sizeof(struct page)]));
	return sizeof(struct bio_vec) * (bvec_page(bv) != NULL);
}
