#include "../kernel.h"

/* Trap 1: the last mapping is the first to go, on every path. */
void nested(struct bio_vec *to, struct bio_vec *from)
{
	char *d = kmap_atomic_pfn_t(to->bv_pfn);
	char *s = kmap_atomic_pfn_t(from->bv_pfn);

	memcpy(d + to->bv_offset, s + from->bv_offset, to->bv_len);
	kunmap_atomic_pfn_t(s);
	kunmap_atomic_pfn_t(d);
}

void crossed(struct bio_vec *to, struct bio_vec *from)
{
	char *d = kmap_atomic(to->bv_page);
	char *s = kmap_atomic(from->bv_page);

	memcpy(d, s, to->bv_len);
	kunmap_atomic(d);
	kunmap_atomic(s);
}

void crossed_on_one_path(struct bio_vec *to, struct bio_vec *from)
{
	char *d = kmap_atomic(to->bv_page);
	char *s = kmap_atomic(from->bv_page);

	if (memcmp(d, s, 8))
		goto out;
	kunmap_atomic(s);
	kunmap_atomic(d);
	return;
out:
	kunmap_atomic(d);
	kunmap_atomic(s);
}

/* Only the outer page is an entry's: the inner mapping stays as it is. */
void nested_in_another(struct scatterlist *sg, struct page *page)
{
	char *s = kmap_atomic_pfn_t(sg_pfn_t(sg));
	char *d = kmap_atomic(page);

	memcpy(d, s + sg->offset, 512);
	kunmap_atomic(d);
	kunmap_atomic_pfn_t(s);
}
