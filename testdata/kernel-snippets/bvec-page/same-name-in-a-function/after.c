#include "../kernel.h"

struct page *uses(struct page *page)
{
	struct bio_vec {
		int pad;
		struct page *bv_page;
	} v = { .bv_page = page };

	v.bv_page = page + 1;
	return v.bv_page;
}
