#include "../kernel.h"

struct page *operands(struct bio_vec *bv, struct bio_vec vec, struct page *page)
{
	asm volatile("# %0" : : "r" (bvec_page(bv)));
	asm volatile("# %0 %1" : : "r" (bvec_page(&vec)),
		     "r" (bvec_page(bv) + 1));
	asm volatile("# %[page]" : : [page] "r" (bvec_page(bv)) : "memory");
	asm("mov %1, %0" : "=r" (page) : "r" (bvec_page(bv)));
	asm volatile("# %0" : : "g" (bvec_page(bv)));
	asm volatile("# %0" : : "m" (bv->bv_page));
	asm volatile("# %0" : : "m" (vec.bv_page), "r" (bvec_page(bv)));
	asm("xor %0, %0" : "=r" (bv->bv_page));
	asm("inc %0" : "+r" (bv->bv_page));
	asm("incq %0" : "+m" (vec.bv_page));
	return page;
}

/* The place is behind the pointer, which is read. */
void behind(struct bio_vec *bv)
{
	asm volatile("# %0" : : "m" (bvec_page(bv)->flags));
	asm volatile("# %0" : : "m" (*bvec_page(bv)));
	asm("incq %0" : "+m" (bvec_page(bv)->flags));
	asm volatile("# bv_page %0" : : "r" (bvec_page(bv)->flags));
}
