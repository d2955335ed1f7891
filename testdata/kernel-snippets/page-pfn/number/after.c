#include "../kernel.h"

#define vec_pfn(v) bvec_pfn(v)

unsigned long number(struct bio *bio, struct bio_vec *bv, struct bio_vec vec, int i)
{
	unsigned long sum = bvec_pfn(bv);

	sum += bvec_pfn(&vec) > bvec_pfn(&bio->bi_io_vec[i++]);
	sum += bvec_pfn(bv);
	sum += bvec_pfn(bv);
	sum += bvec_pfn(bv + 1);
	sum += bvec_pfn(bv) << PAGE_SHIFT;
	sum += bvec_pfn(bv);
	sum += bvec_pfn(bv->bv_page->owner);
	WARN_ON(bvec_pfn(&vec) == sum);
	pr_debug("%lx", bvec_pfn(&vec));
	return sum + vec_pfn(bv) + vec_pfn(&vec);
}

#define __pfn_to_page(pfn) (vmemmap + (pfn))
#define pfn_to_page __pfn_to_page

void round_trips(struct bio_vec *bv, struct bio_vec one)
{
	use_page(bvec_page(bv));
	use_page(bvec_page(&one));
	use_page(pfn_to_page(bvec_pfn(bv) + 1));
}
