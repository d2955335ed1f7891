#include "../kernel.h"

void both_arms(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	n ? (a->bv_page = page) : (b->bv_page = page);
	n ? a->bv_page = page : (b->bv_page = page);
	n > 1 ? (a->bv_page = page)
	      : (b[n].bv_page = NULL);
	(void)(n ? (a->bv_page = page) : (b->bv_page = page));
	n++, n ? (a->bv_page = page) : (b->bv_page = page);
	for (; n; n & 1 ? (a->bv_page = page) : (b->bv_page = page))
		n--;
	a->bv_page ? (a->bv_page = NULL) : (b->bv_page = a->bv_page);
}

void one_arm(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	struct page *last;

	n ? (a->bv_page = page) : NULL;
	n ? page : (a->bv_page = page);
	n ? (a->bv_page = page) : (last = page);
	page ?: (a->bv_page = page);
	b->bv_page ? (a->bv_page = b->bv_page) : b->bv_page;
}

struct page *value_wanted(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	page = n ? (a->bv_page = page) : (b->bv_page = page);
	return n ? (a->bv_page = b->bv_page) : page;
}

void one_arm_stuck(struct bio_vec *a, struct page *page, int n)
{
	register struct bio_vec pinned;

	n ? (a->bv_page = page) : (pinned.bv_page = page);
}
