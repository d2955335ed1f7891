#include "../kernel.h"

void both_arms(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	n ? (bvec_set_page(a, page)) : (bvec_set_page(b, page));
	n ? bvec_set_page(a, page) : (bvec_set_page(b, page));
	n > 1 ? (bvec_set_page(a, page))
	      : (bvec_set_page(&b[n], NULL));
	(void)(n ? (bvec_set_page(a, page)) : (bvec_set_page(b, page)));
	n++, n ? (bvec_set_page(a, page)) : (bvec_set_page(b, page));
	for (; n; n & 1 ? (bvec_set_page(a, page)) : (bvec_set_page(b, page)))
		n--;
	bvec_page(a) ? (bvec_set_page(a, NULL)) : (bvec_set_page(b, bvec_page(a)));
}

void one_arm(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	struct page *last;

	n ? (a->bv_page = page) : NULL;
	n ? page : (a->bv_page = page);
	n ? (a->bv_page = page) : (last = page);
	page ?: (a->bv_page = page);
	bvec_page(b) ? (a->bv_page = bvec_page(b)) : bvec_page(b);
}

struct page *value_wanted(struct bio_vec *a, struct bio_vec *b, struct page *page, int n)
{
	page = n ? (a->bv_page = page) : (b->bv_page = page);
	return n ? (a->bv_page = bvec_page(b)) : page;
}

void one_arm_stuck(struct bio_vec *a, struct page *page, int n)
{
	register struct bio_vec pinned;

	n ? (a->bv_page = page) : (pinned.bv_page = page);
}
