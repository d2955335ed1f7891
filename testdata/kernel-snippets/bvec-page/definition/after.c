struct page;

struct bio_vec {
	struct page *bv_page;	/* bv_page */
	unsigned int bv_len, bv_offset;
};

/* Hands out bv_page. */
static inline struct page *bvec_page(const struct bio_vec *bv)
{
	return bv->bv_page;
}

static inline void bvec_set_page(struct bio_vec *bv, struct page *page)
{
	/* stores bv_page */
	bv->bv_page = page;
}

static inline int bvec_has_page(const struct bio_vec *bv)
{
	return bvec_page(bv) != 0;
}

struct page *uses(struct bio_vec *bv, struct page *page)
{
	struct page *old = bvec_has_page(bv) ? bvec_page(bv) :
		bvec_page(bv + 1);

	bvec_set_page(bv, bvec_page(&bv[1]));
	bvec_set_page(bv + 1, page);
	return old;
}
