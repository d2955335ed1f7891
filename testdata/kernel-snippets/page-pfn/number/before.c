#include "../kernel.h"

#define vec_pfn(v) page_to_pfn((v)->bv_page)

unsigned long number(struct bio *bio, struct bio_vec *bv, struct bio_vec vec, int i)
{
	unsigned long sum = page_to_pfn(bv->bv_page);

	sum += page_to_pfn(vec.bv_page) > page_to_pfn(bio->bi_io_vec[i++].bv_page);
	sum += page_to_pfn((bv)->bv_page);
	sum += page_to_pfn((*bv).bv_page);
	sum += page_to_pfn((bv + 1)->bv_page);
	sum += page_to_pfn((bv->bv_page)) << PAGE_SHIFT;
	sum += page_to_pfn(
		bv->bv_page);
	sum += page_to_pfn(bv->bv_page->owner->bv_page);
	WARN_ON(page_to_pfn(vec.bv_page) == sum);
	pr_debug("%lx", page_to_pfn(vec.bv_page));
	return sum + vec_pfn(bv) + vec_pfn(&vec);
}

#define __pfn_to_page(pfn) (vmemmap + (pfn))
#define pfn_to_page __pfn_to_page

void round_trips(struct bio_vec *bv, struct bio_vec one)
{
	use_page(pfn_to_page(page_to_pfn(bv->bv_page)));
	use_page(pfn_to_page((page_to_pfn(one.bv_page))));
	use_page(pfn_to_page(page_to_pfn(bv->bv_page) + 1));
}
