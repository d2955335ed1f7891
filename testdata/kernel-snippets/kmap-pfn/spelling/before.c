#include "../kernel.h"

/* What the page and the calls may look like. */
struct request { struct bio_vec vec, *vecs; struct scatterlist *sgl; };

void member_forms(struct request *rq, int i)
{
	char *a = kmap_atomic(rq->vec.bv_page);
	char *b = kmap_atomic((rq->vecs + i)->bv_page);
	char *c = kmap_atomic(rq->vecs[i] . bv_page);

	*a = *b = *c;
	kunmap_atomic(c);
	kunmap_atomic(b);
	kunmap_atomic(a);
}

void accessor_forms(struct request *rq, int i)
{
	char *a = kmap_atomic(bvec_page(&rq->vec));
	char *b = kmap_atomic(bvec_page(rq->vecs + i));
	char *c = kmap_atomic(bvec_page(&rq->vecs[i]));
	char *d = kmap_atomic(sg_page(&rq->sgl[i]));

	*a = *b = *c = *d;
	kunmap_atomic(d);
	kunmap_atomic(c);
	kunmap_atomic(b);
	kunmap_atomic(a);
}

void line_breaks(struct request *rq)
{
	char *a = (char *)
		kmap_atomic(
			sg_page(rq->sgl)) +
		rq->sgl->offset;

	*a = 0;
	kunmap_atomic(
		a);
}

void comments(struct request *rq)
{
	char *a = kmap_atomic(/* the first */ rq->vec.bv_page);

	*a = 0;
	kunmap_atomic(a /* again */);
}

unsigned long not_called(void)
{
	return (unsigned long)&kmap + sizeof(kmap_atomic(NULL));
}

/* kmap() in a comment */
const char *name = "kmap";
