#include "../kernel.h"
#include "types.h"

/* The number must not go by way of a page that it may not have. */
#define bvec_iter_pfn(bvec, n) ((bvec)[n].bv_pfn)
#define bvec_iter_page(bvec, n) (bvec_page(&(bvec)[n]))
#define bvec_iter_bvec(bvec, n)					\
((struct bio_vec) {						\
	.bv_pfn		= bvec_iter_pfn((bvec), (n)),		\
	.bv_len		= (bvec)[n].bv_len,			\
})

struct bio_vec first(struct bio_vec *bvec)
{
	return bvec_iter_bvec(bvec, 0);
}
