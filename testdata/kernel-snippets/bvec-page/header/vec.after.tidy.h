/* What a driver keeps beside its vectors. */
#ifndef VEC_H
#define VEC_H

struct tail {
	struct bio_vec vec;
	struct page *bv_page;
};

#define VEC_EMPTY(b) (!(b)->bv_page)
#define VEC_SPARE(b) ((b)->bv_page)

/* Takes bv_page away. */
static inline struct page *vec_take(struct bio_vec *bv)
{
	struct page *page = bvec_page(bv);

	bvec_set_page(bv, NULL);
	return page;
}

static inline void vec_put(struct bio_vec *bv, struct page *page)
{
	bvec_set_page(bv, page);
	flush_dcache_page(bvec_page(bv));
}

static inline void vec_clear(struct bio_vec *bv)
{
	while ((bv->bv_page = NULL))
		vec_put(bv, NULL);
}

#endif
