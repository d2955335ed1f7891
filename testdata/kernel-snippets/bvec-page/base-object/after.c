#include "../kernel.h"

struct bio_vec global, many[8];
struct bio_vec *advance(struct bio_vec *bv);
int slot(void);

struct page *objects(struct bio_vec local, int i)
{
	struct page *page = bvec_page(&local);

	page = bvec_page(&global);
	page = bvec_page(&(local));
	page = bvec_page(&((local)));
	page = bvec_page(&many[i]);
	page = bvec_page(&many[3]);
	page = bvec_page(&3[many]);
	page = bvec_page(&(many)[i]);
	page = bvec_page(&(many + 1)[i]);
	bvec_set_page(&local, page);
	bvec_set_page(&(local), page);
	bvec_set_page(&many[i], page);
	return page;
}

struct page *pointees(struct bio_vec *p, struct bio_vec **pp, void *cookie, int i)
{
	struct page *page = bvec_page(p);

	page = bvec_page(*pp);
	page = bvec_page(pp[i]);
	page = bvec_page(many);
	page = bvec_page(&global);
	page = bvec_page(advance(p));
	page = bvec_page((struct bio_vec *)cookie);
	page = bvec_page(&(*pp)[i]);
	page = bvec_page(&p[0]);
	bvec_set_page(p, page);
	bvec_set_page(advance(p), page);
	return page;
}

void side_effects(struct bio_vec *p, struct page *page, int i)
{
	page = bvec_page(&many[i++]);
	page = bvec_page(&many[--i]);
	page = bvec_page(&many[slot()]);
	page = bvec_page(p++);
	page = bvec_page(--p);
	bvec_set_page(&many[i++], page);
	bvec_set_page(p++, bvec_page(advance(many)));
}

struct page *literals(struct page *page)
{
	page = bvec_page(&((struct bio_vec){ .bv_page = page }));
	page = bvec_page(&(struct bio_vec){ page, 1, 0 });
	page = bvec_page(&(struct bio_vec[]){ { page }, { NULL } }[1]);
	return page;
}
