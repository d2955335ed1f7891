// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/bio.h>

/* Makes room, fills in bv_page, and counts. */
void bio_add_buffer(struct bio *bio, void *buffer, unsigned int length)
{
	struct bio_vec *bv = &bio->bi_io_vec[bio->bi_count++];

	bv->bv_page =
		virt_to_page(buffer);	/* of the kernel's own memory */
	bv->bv_len = length;
	bv->bv_offset = 0;
}

void bio_copy_pages(struct bio *to, const struct bio *from)
{
	unsigned int i;

	for (i = 0; i < from->bi_count; i++)
		to->bi_io_vec[i].bv_page = from->bi_io_vec[i].bv_page;
}

void bio_free_pages(struct bio *bio)
{
	struct bio_vec *bv;

	bio_for_each_vec(bv, bio) {
		if (!bv->bv_page)
			continue;
		put_page(bv->bv_page);
		bv->bv_page = NULL;
	}
}

struct bio_vec bio_vec_of(struct page *page)
{
	struct bio_vec bv = { .bv_page = page, .bv_len = 512 };

	return bv;
}
