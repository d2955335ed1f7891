#include "../kernel.h"

void __free_pages(struct page *page, unsigned int order);
#define __free_page(page) __free_pages((page), 0)
#define page_cache_release(page) put_page(page)
#define nth_page(page, n) pfn_to_page(page_to_pfn((page)) + (n))

void counted(struct scatterlist *sg)
{
	get_page(sg_page(sg));
	put_page((sg_page(sg)));
	__free_page(sg_page(sg));
	__free_pages(sg_page(sg), 3);
	page_cache_release(sg_page(sg));
}

void others_by_counting(struct scatterlist *sg, int n)
{
	get_page(sg_page(sg) + n);
	get_page(nth_page(sg_page(sg), n));
	get_page(&sg_page(sg)[n]);
}
