struct bio_vec {
	__pfn_t		bv_pfn;
	unsigned int	bv_len;
	unsigned int	bv_offset;
};

/* bvec_page - the page; see also bv_page */
static inline struct page *bvec_page(const struct bio_vec *bv)
{
	return __pfn_t_to_page(bv->bv_pfn);
}

static inline void bvec_set_page(struct bio_vec *bv, struct page *page)
{
	bv->bv_pfn = page_to_pfn_t(page);
}
