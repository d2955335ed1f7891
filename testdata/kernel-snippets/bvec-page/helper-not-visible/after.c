struct page;

struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len, bv_offset;
};

static inline int bvec_has_page(const struct bio_vec *bv)
{
	return bv->bv_page != 0;
}

#define early_or_late(bv) ((bv)->bv_page)
#define late(bv) (bvec_page(bv))

static inline void bvec_clear(struct bio_vec *bv)
{
	if (early_or_late(bv))
		bv->bv_page = 0;
}

static inline struct page *bvec_page(const struct bio_vec *bv)
{
	return bv->bv_page;
}

/* One of the two can be called from here on. */
static inline void bvec_swap(struct bio_vec *bv, struct bio_vec *other, struct page *page)
{
	page = bvec_page(bv);
	bv->bv_page = bvec_page(other);
	other->bv_page = page;
}

static inline void bvec_set_page(struct bio_vec *bv, struct page *page)
{
	bv->bv_page = page;
}

struct page *uses(struct bio_vec *bv, struct bio_vec *other)
{
	bvec_swap(bv, other, late(bv));
	bvec_clear(other);
	bvec_set_page(bv, early_or_late(bv));
	return bvec_has_page(bv) ? bvec_page(bv) : 0;
}
