#include "../kernel.h"

struct page *a(struct bio_vec *bv, struct page *p, int n)
{
	if (n)
		bv->bv_len = 1;
	else(bv)->bv_page = p;
	if (n > 1)
		return(*bv).bv_page;
	return(bv)->bv_page;
}
