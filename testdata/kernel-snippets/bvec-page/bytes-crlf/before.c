#include "../kernel.h"

#define set_vec(b, p) do {	\
	(b)->bv_page = (p);	\
	(b)->bv_len = 0;	\
} while (0)

/* bv_page
 * bv_page */
struct page *crlf(struct bio_vec *bv, struct page *page)
{
	bv->bv_page =
		page;
	bv->bv_page
		= page;
	page = bv
		->bv_page;
	page = bv-> // which
		bv_page;
	set_vec(bv, page);
#if 0
	bv->bv_page = NULL;
#endif
	return bv->bv_page; // bv_page
}
