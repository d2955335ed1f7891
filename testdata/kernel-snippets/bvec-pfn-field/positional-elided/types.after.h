struct bio_vec {
	struct page	*bv_page;
	unsigned int	bv_len;
	unsigned int	bv_offset;
};

/* bvec_page - the page; see also bv_page */
static inline struct page *bvec_page(const struct bio_vec *bv)
{
	return bv->bv_page;
}

static inline void bvec_set_page(struct bio_vec *bv, struct page *page)
{
	bv->bv_page = page;
}
