#include "../kernel.h"

/* Trap 2: kunmap() takes the page, what comes instead takes the address. */
void address_at_hand(struct bio_vec *bv)
{
	u8 *p = kmap(bv->bv_page);

	memset(p + bv->bv_offset, 0, bv->bv_len);
	kunmap(bv->bv_page);
}

void address_not_kept(struct bio_vec *bv)
{
	memset(kmap(bv->bv_page), 0, bv->bv_len);
	kunmap(bv->bv_page);
}

void address_out_of_scope(struct bio_vec *bv)
{
	{
		u8 *p = kmap(bv->bv_page);

		*p = 0;
	}
	kunmap(bv->bv_page);
}

void page_has_changed(struct bio_vec *bv, struct page *other)
{
	u8 *p = kmap(bv->bv_page);

	*p = 0;
	bv->bv_page = other;
	kunmap(bv->bv_page);
}
