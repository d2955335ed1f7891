#include "../kernel.h"

void same_condition(struct bio_vec *bv, int zero)
{
	char *p;

	if (zero)
		p = kmap_atomic_pfn_t(bv->bv_pfn);
	if (zero) {
		*p = 0;
		kunmap_atomic_pfn_t(p);
	}
}

void other_condition(struct bio_vec *bv, int zero, int done)
{
	char *p;

	if (zero)
		p = kmap_atomic(bv->bv_page);
	if (done)
		kunmap_atomic(p);
}

void each_turn(struct scatterlist *sg, int n)
{
	while (n--) {
		char *p = kmap_atomic_pfn_t(sg_pfn_t(sg));

		*p = 0;
		kunmap_atomic_pfn_t(p);
		sg = sg_next(sg);
	}
}

void next_when_full(struct scatterlist *sg, int n)
{
	char *p = kmap_atomic_pfn_t(sg_pfn_t(sg));
	unsigned int i = 0;

	while (n--) {
		if (i == sg->length) {
			kunmap_atomic_pfn_t(p);
			sg = sg_next(sg);
			p = kmap_atomic_pfn_t(sg_pfn_t(sg));
			i = 0;
		}
		p[i++] = 0;
	}
	kunmap_atomic_pfn_t(p);
}

void left_in_the_middle(struct scatterlist *sg, int n)
{
	while (n--) {
		char *p = kmap_atomic(sg_page(sg));

		if (!*p)
			break;
		kunmap_atomic(p);
	}
}
