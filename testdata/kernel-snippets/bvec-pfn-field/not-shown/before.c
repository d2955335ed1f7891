#include "../kernel.h"
#include "types.h"

struct page *get(struct bio_vec *bv)
{
#ifdef CONFIG_HIGHMEM
	return bv->bv_page;
#else
	return bvec_page(bv);
#endif
}
