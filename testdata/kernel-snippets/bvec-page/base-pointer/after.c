#include "../kernel.h"

struct source {
	struct bio_vec *(*get)(void *key);
	struct bio_vec *(*table[2])(void);
};

struct bio_vec *lookup(int a, int b);
struct bio_vec *fallback(void);

struct page *parenthesised(struct bio_vec *a, struct bio_vec *b, void *p, int c)
{
	struct page *page = bvec_page(a);

	page = bvec_page( a );
	page = bvec_page((a));
	page = bvec_page(a + 1);
	page = bvec_page(a++);
	page = bvec_page(--b);
	page = bvec_page(c ? a : b);
	page = bvec_page(a ?: b);
	page = bvec_page(a = b);
	page = bvec_page((struct bio_vec *)p);
	page = bvec_page((struct bio_vec *)(unsigned long)c);
	page = bvec_page(lookup(c, 1));
	page = bvec_page((c++, a));
	page = bvec_page((c++, b));
	page = bvec_page(c ? a : (c++, b));
	bvec_set_page(b, page);
	bvec_set_page(c ? a : b, page);
	bvec_set_page((c++, b), page);
	return bvec_page(&a[c]);
}

struct page *bare(struct source *src, struct bio_vec *a, struct bio_vec **pp, int n)
{
	struct bio_vec table[4], (*whole)[4] = &table;
	struct page *page = bvec_page(a++);

	page = bvec_page(pp[n]);
	*bvec_page(pp[n]) = *page;
	page = bvec_page(*pp);
	page = bvec_page(*pp++);
	page = bvec_page(**&pp);
	page = bvec_page(table);
	page = bvec_page(table + n);
	page = bvec_page(*whole);
	page = bvec_page(src->get(pp));
	page = bvec_page((*src->get)(NULL));
	page = bvec_page((*src->get)(NULL));
	page = bvec_page(src->table[n]());
	page = bvec_page((n ? fallback : src->table[0])());
	page = bvec_page(lookup(n, 2));
	page = bvec_page((struct bio_vec *){ a });
	page = bvec_page((struct bio_vec *[]){ a, table }[n]);
	page = bvec_page(({ struct bio_vec *q = a + n; q; }));
	page = bvec_page(({ a + n; }));
	bvec_set_page(({ n++; a; }), page);
	bvec_set_page(table, page);
	bvec_set_page(*pp, page);
	bvec_set_page(lookup(n, 3), page);
	return page;
}
