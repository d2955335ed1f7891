#include "../kernel.h"

#define exchange(ptr, new) __atomic_exchange_n(ptr, new, __ATOMIC_SEQ_CST)
#define bump(x) ((x)++)
#define addr_of(x) (&(x))

struct bio_vec global;
struct page **slot = &global.bv_page;
struct page **slots[] = { &global.bv_page, NULL };
void fill(struct page **page);

struct page **addresses(struct bio_vec *bv, struct bio_vec *vecs, struct page *page, int n)
{
	struct page **pp = &bv->bv_page, *old;

	pp = &(bv->bv_page);
	pp = &vecs[n].bv_page + 1;
	old = *&bv->bv_page;
	*&bv->bv_page = page;
	(&bv->bv_page)[0] = page;
	fill(&bv->bv_page);
	old = exchange(&bv->bv_page, bvec_page(vecs));
	__builtin_memcpy(&bv->bv_page, &vecs->bv_page, sizeof(page));
	pp = addr_of(bv->bv_page);
	if (old && &bv->bv_page == pp)
		use_page(old);
	return n ? &bv->bv_page : &(*vecs).bv_page;
}

struct page *arithmetic(struct bio_vec *bv, struct bio_vec vec, struct page *page, int n)
{
	bv->bv_page++;
	++bv->bv_page;
	vec.bv_page--;
	--vec.bv_page;
	(bv->bv_page)++;
	page = bv->bv_page++;
	*bv->bv_page++ = *page;
	for (; bvec_page(bv); bv->bv_page++)
		n--;
	bump(bv->bv_page);
	bv->bv_page += n;
	vec.bv_page -= 1;
	page = bv->bv_page += bvec_page(&vec) != page;
	return page;
}

/* Addresses of things in the page: the field is only read. */
void *reads(struct bio_vec *bv, int n)
{
	return n ? (void *)&bvec_page(bv)->flags : &bvec_page(bv)[n];
}
