// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/bio.h>

/* Gives a request pages that its device can reach. */
void bio_bounce(struct bio *bio)
{
	struct bio_vec *bv;
	struct page *page;

	bio_for_each_vec(bv, bio) {
		if (!(page = bv->bv_page))
			continue;
#ifdef CONFIG_HIGHMEM
		if (page_is_high(bv->bv_page))
			bounce_high(bv);
#endif
		bv->bv_page = alloc_page();
		copy_bytes(page_address(bv->bv_page), page_address(page),
			   bv->bv_len);
		flush_dcache_page(bv->bv_page);
	}
}
