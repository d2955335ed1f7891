#include "../kernel.h"

#define assign(to, from) ((to) = (from))
#define lvalue(b) ((b)->bv_page)
#define loose(b) b->bv_page
#define FIELD bv_page
#define TO_PAGE ->bv_page
#define OF_BV bv->
#define member(p, rest) ((*(p))rest)
#define NONE_AND_COUNT NULL; n++
#define STORE_TO(lhs) lhs =

struct page *uses(struct bio_vec *bv, struct page *page, int n)
{
	assign(bv->bv_page, page);
	assign(bv->bv_page, bvec_page(bv)->owner ? page : NULL);
	assign(page, bvec_page(bv));
	lvalue(bv) = page;
	/* The body says b->bv_page, but * binds to all of it. */
	*page = loose(*bv);
	page = bv->FIELD;
	page = bv TO_PAGE;
	page = OF_BV bv_page;
	page = member(bv, .bv_page);
	bv->bv_page = NONE_AND_COUNT;
	STORE_TO(bv->bv_page) page;
	return page + n;
}
