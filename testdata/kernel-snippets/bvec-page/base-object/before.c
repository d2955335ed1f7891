#include "../kernel.h"

struct bio_vec global, many[8];
struct bio_vec *advance(struct bio_vec *bv);
int slot(void);

struct page *objects(struct bio_vec local, int i)
{
	struct page *page = local.bv_page;

	page = global.bv_page;
	page = (local).bv_page;
	page = ((local)).bv_page;
	page = many[i].bv_page;
	page = many[3].bv_page;
	page = 3[many].bv_page;
	page = (many)[i].bv_page;
	page = (many + 1)[i].bv_page;
	local.bv_page = page;
	(local).bv_page = page;
	many[i].bv_page = page;
	return page;
}

struct page *pointees(struct bio_vec *p, struct bio_vec **pp, void *cookie, int i)
{
	struct page *page = (*p).bv_page;

	page = (**pp).bv_page;
	page = (*pp[i]).bv_page;
	page = (*many).bv_page;
	page = (*&global).bv_page;
	page = (*advance(p)).bv_page;
	page = (*(struct bio_vec *)cookie).bv_page;
	page = (*pp)[i].bv_page;
	page = p[0].bv_page;
	(*p).bv_page = page;
	(*advance(p)).bv_page = page;
	return page;
}

void side_effects(struct bio_vec *p, struct page *page, int i)
{
	page = many[i++].bv_page;
	page = many[--i].bv_page;
	page = many[slot()].bv_page;
	page = (*p++).bv_page;
	page = (*--p).bv_page;
	many[i++].bv_page = page;
	(*p++).bv_page = (*advance(many)).bv_page;
}

struct page *literals(struct page *page)
{
	page = ((struct bio_vec){ .bv_page = page }).bv_page;
	page = (struct bio_vec){ page, 1, 0 }.bv_page;
	page = (struct bio_vec[]){ { page }, { NULL } }[1].bv_page;
	return page;
}
