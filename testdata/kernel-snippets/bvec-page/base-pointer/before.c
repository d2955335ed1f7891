#include "../kernel.h"

struct source {
	struct bio_vec *(*get)(void *key);
	struct bio_vec *(*table[2])(void);
};

struct bio_vec *lookup(int a, int b);
struct bio_vec *fallback(void);

struct page *parenthesised(struct bio_vec *a, struct bio_vec *b, void *p, int c)
{
	struct page *page = (a)->bv_page;

	page = ( a )->bv_page;
	page = ((a))->bv_page;
	page = (a + 1)->bv_page;
	page = (a++)->bv_page;
	page = (--b)->bv_page;
	page = (c ? a : b)->bv_page;
	page = (a ?: b)->bv_page;
	page = (a = b)->bv_page;
	page = ((struct bio_vec *)p)->bv_page;
	page = ((struct bio_vec *)(unsigned long)c)->bv_page;
	page = (lookup(c, 1))->bv_page;
	page = (c++, a)->bv_page;
	page = ((c++, b))->bv_page;
	page = (c ? a : (c++, b))->bv_page;
	(b)->bv_page = page;
	(c ? a : b)->bv_page = page;
	(c++, b)->bv_page = page;
	return (&a[c])->bv_page;
}

struct page *bare(struct source *src, struct bio_vec *a, struct bio_vec **pp, int n)
{
	struct bio_vec table[4], (*whole)[4] = &table;
	struct page *page = a++->bv_page;

	page = pp[n]->bv_page;
	*pp[n]->bv_page = *page;
	page = (*pp)->bv_page;
	page = (*pp++)->bv_page;
	page = (**&pp)->bv_page;
	page = table->bv_page;
	page = (table + n)->bv_page;
	page = (*whole)->bv_page;
	page = src->get(pp)->bv_page;
	page = (*src->get)(NULL)->bv_page;
	page = ((*src->get)(NULL))->bv_page;
	page = src->table[n]()->bv_page;
	page = (n ? fallback : src->table[0])()->bv_page;
	page = lookup(n, 2)->bv_page;
	page = (struct bio_vec *){ a }->bv_page;
	page = (struct bio_vec *[]){ a, table }[n]->bv_page;
	page = ({ struct bio_vec *q = a + n; q; })->bv_page;
	page = (({ a + n; }))->bv_page;
	({ n++; a; })->bv_page = page;
	table->bv_page = page;
	(*pp)->bv_page = page;
	lookup(n, 3)->bv_page = page;
	return page;
}
