#include "../kernel.h"

#define CONFIG_BOUNCE 1

#if defined(bv_page) || CONFIG_BOUNCE > 1
#error two meanings
#endif
#ifdef bv_page
#endif /* bv_page */
#undef bv_page
#if 0 /* bv_page */ || bv_page
#elif bv_page + 1 > 0
#pragma bounce bv_page
#warning bv_page is on its way out
#endif

struct bio_vec *choose(struct bio_vec *a, struct bio_vec *b);
void use_two(struct page *a, struct page *b);

struct page *inside(struct bio_vec *bv, struct bio_vec *bounced, struct page *page)
{
	page = choose(bv,
#ifdef CONFIG_BOUNCE
		      bounced
#else
		      bv
#endif
		      )->bv_page;
	page = bv
#pragma bounce
		->bv_page;
	bv->bv_page =
#ifdef CONFIG_BOUNCE
		bvec_page(bounced);
#else
		page->owner->bv_page;
#endif
	return page;
}

/* The directives stand around these sites, not in them. */
struct page *around(struct bio_vec *bv, struct bio_vec *bounced)
{
	use_two(
#ifdef CONFIG_BOUNCE
		bvec_page(bounced),
#else
		bv->bv_page,
#endif
		bvec_page(bv));
	if (
#ifdef CONFIG_BOUNCE
	    bvec_page(bounced) &&
#endif
	    bvec_page(bv))
		bvec_set_page(bv, bvec_page(bounced));
	return
#ifndef CONFIG_BOUNCE
		bv->bv_page ?:
#endif
		bvec_page(bounced);
}
