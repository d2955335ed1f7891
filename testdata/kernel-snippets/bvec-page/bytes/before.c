#include "../kernel.h"

/* Latin-1: grün, naïve; lone bytes: € ÿ ş bv_page Ã */
struct page *mixed(struct bio_vec *bv, struct page *page)   
{
	/* GrÃ¶ÃŸe */ page = bv->bv_page;	/* UTF-8: Ã¤â‚¬ğŸ˜€ */
	/* größer */ bv->bv_page = page; // été 
	page =	bv->bv_page	;
	bv->bv_page = page;
 	 bv->	bv_page	=	page;  	
	page = bv->/* § */bv_page;
	return "ä bv_page Ã¼"[0] ? bv->bv_page : page;
}

#define tail(b) ((b)->bv_page) /* » */
struct page *last(struct bio_vec *bv) { return tail(bv) ?: bv->bv_page; }