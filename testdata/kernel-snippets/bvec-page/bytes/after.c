#include "../kernel.h"

/* Latin-1: grün, naïve; lone bytes: € ÿ ş bv_page Ã */
struct page *mixed(struct bio_vec *bv, struct page *page)   
{
	/* GrÃ¶ÃŸe */ page = bvec_page(bv);	/* UTF-8: Ã¤â‚¬ğŸ˜€ */
	/* größer */ bvec_set_page(bv, page); // été 
	page =	bvec_page(bv)	;
	bvec_set_page(bv, page);
 	 bvec_set_page(bv,	page);  	
	page = bvec_page(bv/* § */);
	return "ä bv_page Ã¼"[0] ? bvec_page(bv) : page;
}

#define tail(b) (bvec_page(b)) /* » */
struct page *last(struct bio_vec *bv) { return tail(bv) ?: bvec_page(bv); }