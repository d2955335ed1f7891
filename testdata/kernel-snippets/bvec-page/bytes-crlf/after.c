#include "../kernel.h"

#define set_vec(b, p) do {	\
	bvec_set_page(b, (p));	\
	(b)->bv_len = 0;	\
} while (0)

/* bv_page
 * bv_page */
struct page *crlf(struct bio_vec *bv, struct page *page)
{
	bvec_set_page(bv,
		page);
	bvec_set_page(bv,
		page);
	page = bvec_page(bv
		);
	page = bvec_page(bv // which
		);
	set_vec(bv, page);
#if 0
	bv->bv_page = NULL;
#endif
	return bvec_page(bv); // bv_page
}
