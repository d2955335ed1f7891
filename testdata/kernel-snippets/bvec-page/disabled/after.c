#include "../kernel.h"

#define CONFIG_ON 1

#if 0
struct page *never(struct bio_vec *bv) { return bv->bv_page; }
don't trust quotes here: bv->bv_page = "
and not "on the next line: bv->bv_page
#endif

#ifdef CONFIG_OFF
#define pick(b) ((b)->bv_page)
#define set(b, p) ((b)->bv_page = (p))
#elif defined(CONFIG_ON)
#define pick(b) (bvec_page(b))
#define set(b, p) (bvec_set_page(b, (p)))
#else
#define pick(b) bv_page /* bv_page */
#endif

#ifndef CONFIG_ON
static const char *names[] = { "bv_page" };
#	ifdef CONFIG_OFF
struct bio_vec blank = { .bv_page = NULL };
#	endif
#endif

struct page *branches(struct bio_vec *bv, struct page *page)
{
#ifdef CONFIG_OFF
	page = bv->bv_page;	/* bv_page */
#elif !CONFIG_ON
	bv->bv_page = page;
#else
	page = bvec_page(bv);	/* bv_page */
#endif
#if CONFIG_ON
	set(bv, pick(bv + 1));
#	if CONFIG_ON > 1
	flush_dcache_page(bv->bv_page);
#	else
	flush_dcache_page(bvec_page(bv));
#	endif
#else
	bv = &bv->bv_page;
#endif
	if (0)
		bvec_set_page(bv, page);	/* compiled, if not run */
	return page;
}
