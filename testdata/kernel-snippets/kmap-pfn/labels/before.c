#include "../kernel.h"

/* Trap 11: paths to a label on which nothing was mapped. */
int mapped_on_all(struct bio_vec *bv)
{
	char *p = kmap_atomic(bv->bv_page);
	int err = 0;

	if (*p) {
		err = -5;
		goto out;
	}
	*p = 1;
out:
	kunmap_atomic(p);
	return err;
}

int tested(struct bio_vec *bv)
{
	char *p = NULL;
	int err = trouble();

	if (err)
		goto out;
	p = kmap_atomic(bv->bv_page);
	*p = 1;
out:
	if (p)
		kunmap_atomic(p);
	return err;
}

int not_mapped_on_one(struct bio_vec *bv)
{
	char *p;
	int err = trouble();

	if (err)
		goto out;
	p = kmap_atomic(bv->bv_page);
	*p = 1;
out:
	kunmap_atomic(p);
	return err;
}

int page_tested(struct bio_vec *bv)
{
	char *p;

	if (!bv->bv_page)
		goto out;
	p = kmap(bv->bv_page);
	*p = 1;
out:
	kunmap(bv->bv_page);
	return 0;
}
