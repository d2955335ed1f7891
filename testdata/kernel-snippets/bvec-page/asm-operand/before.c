#include "../kernel.h"

struct page *operands(struct bio_vec *bv, struct bio_vec vec, struct page *page)
{
	asm volatile("# %0" : : "r" (bv->bv_page));
	asm volatile("# %0 %1" : : "r" (vec.bv_page), "r" (bv->bv_page + 1));
	asm volatile("# %[page]" : : [page] "r" (bv->bv_page) : "memory");
	asm("mov %1, %0" : "=r" (page) : "r" (bv->bv_page));
	asm volatile("# %0" : : "g" (bv->bv_page));
	asm volatile("# %0" : : "m" (bv->bv_page));
	asm volatile("# %0" : : "m" (vec.bv_page), "r" (bv->bv_page));
	asm("xor %0, %0" : "=r" (bv->bv_page));
	asm("inc %0" : "+r" (bv->bv_page));
	asm("incq %0" : "+m" (vec.bv_page));
	return page;
}

/* The place is behind the pointer, which is read. */
void behind(struct bio_vec *bv)
{
	asm volatile("# %0" : : "m" (bv->bv_page->flags));
	asm volatile("# %0" : : "m" (*bv->bv_page));
	asm("incq %0" : "+m" (bv->bv_page->flags));
	asm volatile("# bv_page %0" : : "r" (bv->bv_page->flags));
}
