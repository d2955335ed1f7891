// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/bio.h>

struct ramdisk {
	char *memory;
	struct bio_vec cache[2];
};

static void ramdisk_write(struct ramdisk *disk, struct bio *bio)
{
	char *from = page_address(bio_page(bio));

	copy_bytes(disk->memory, from + bio->bi_io_vec->bv_offset, 512);
	disk->cache[bio->bi_done & 1].bv_page = bio_page(bio);
	flush_dcache_page(disk->cache[0].bv_page);
}

/* Exchanges a page behind the back of its bio_vec: this needs the field. */
static void swap_page(struct page **slot, struct page *page)
{
	struct bio_vec *bv = container_of(slot, struct bio_vec, bv_page);

	put_page(*slot);
	*slot = page;
	bv->bv_offset = 0;
}

void ramdisk_submit(struct ramdisk *disk, struct bio *bio, struct page *spare)
{
	ramdisk_write(disk, bio);
	swap_page(&disk->cache[0].bv_page, spare);
	if (disk->cache[0].bv_page == disk->cache[1].bv_page)
		printk("bv_page of both slots is the same\n");
}
