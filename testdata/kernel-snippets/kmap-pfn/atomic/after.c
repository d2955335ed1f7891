#include "../kernel.h"

/* Trap 7: what relied on disabled page faults or preemption. */
int counter;

void plain_copy(struct bio_vec *bv, const void *buf)
{
	void *p = kmap_atomic_pfn_t(bv->bv_pfn);

	memcpy(p, buf, bv->bv_len);
	kunmap_atomic_pfn_t(p);
	this_cpu_inc(counter);
}

unsigned long user_copy(struct bio_vec *bv, void *to)
{
	void *p = kmap_atomic(bv->bv_page);
	unsigned long left = __copy_to_user_inatomic(to, p, bv->bv_len);

	kunmap_atomic(p);
	return left;
}

void per_cpu_data(struct bio_vec *bv, const void *buf)
{
	void *p = kmap_atomic(bv->bv_page);

	memcpy(p, buf, bv->bv_len);
	this_cpu_inc(counter);
	kunmap_atomic(p);
}
