#include "../kernel.h"

/* What the page and the calls may look like. */
struct request { struct bio_vec vec, *vecs; struct scatterlist *sgl; };

void member_forms(struct request *rq, int i)
{
	char *a = kmap_atomic_pfn_t(rq->vec.bv_pfn);
	char *b = kmap_atomic_pfn_t((rq->vecs + i)->bv_pfn);
	char *c = kmap_atomic_pfn_t(rq->vecs[i] . bv_pfn);

	*a = *b = *c;
	kunmap_atomic_pfn_t(c);
	kunmap_atomic_pfn_t(b);
	kunmap_atomic_pfn_t(a);
}

void accessor_forms(struct request *rq, int i)
{
	char *a = kmap_atomic_pfn_t(rq->vec.bv_pfn);
	char *b = kmap_atomic_pfn_t((rq->vecs + i)->bv_pfn);
	char *c = kmap_atomic_pfn_t(rq->vecs[i].bv_pfn);
	char *d = kmap_atomic_pfn_t(sg_pfn_t(&rq->sgl[i]));

	*a = *b = *c = *d;
	kunmap_atomic_pfn_t(d);
	kunmap_atomic_pfn_t(c);
	kunmap_atomic_pfn_t(b);
	kunmap_atomic_pfn_t(a);
}

void line_breaks(struct request *rq)
{
	char *a = (char *)
		kmap_atomic_pfn_t(
			sg_pfn_t(rq->sgl)) +
		rq->sgl->offset;

	*a = 0;
	kunmap_atomic_pfn_t(
		a);
}

void comments(struct request *rq)
{
	char *a = kmap_atomic_pfn_t(/* the first */ rq->vec.bv_pfn);

	*a = 0;
	kunmap_atomic_pfn_t(a /* again */);
}

unsigned long not_called(void)
{
	return (unsigned long)&kmap + sizeof(kmap_atomic(NULL));
}

/* kmap() in a comment */
const char *name = "kmap";
