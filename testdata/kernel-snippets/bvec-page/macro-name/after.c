#include "../kernel.h"

struct longer {
	struct page *bv_page2;
};

#define GET(p, f) ((p)->f)
#define GET_FROM(p, f) GET(p, f)
#define PUT(p, f, value) ((p)->f = (value))
#define PASTED(p, f) ((p)->bv_##f)
#define NUMBERED(p, f) ((p)->f##2)
#define NAME(x) #x
#define NAME_OF(x) NAME(x)
#define MESSAGE(x, text) NAME(x) text
#define UNUSED(b) ((b)->bv_page)
#define UNUSED_PUT(b, p) do { (b)->bv_page = (p); } while (0)
#define UNUSED_OUTER(b) UNUSED(b)
#define UNUSED_INIT { .bv_page = NULL }
#define UNUSED_CALL(bv) GET(bv, bv_page)
#define SPELLED(b) NAME((b)->bv_page)
#define BY_NAME(b) GET(b, bv_page)

struct page *names(struct bio_vec *bv, struct bio_vec *other, struct longer *l)
{
	struct page *page = GET(bv, bv_page);

	page = GET_FROM(bv, bv_page);
	page = GET(GET(bv, bv_page)->owner, bv_page);
	page = GET(bvec_page(bv)->owner, bv_page);
	page = GET(bvec_page(bv), owner)->bv_len ? BY_NAME(bv) : BY_NAME(other);
	PUT(bv, bv_page, bvec_page(other));
	page = PASTED(bv, page);
	return NUMBERED(l, bv_page);
}

const char *strings(struct bio_vec *bv)
{
	const char *s = NAME(bv->bv_page);

	s = NAME_OF(bv->bv_page);
	s = MESSAGE(bv_page, " is missing");
	s = NAME("bv_page" /* bv_page */);
	return s ? s : SPELLED(bv);
}
