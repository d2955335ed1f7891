/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef LINUX_BIO_H
#define LINUX_BIO_H

#include <linux/blk_types.h>
#include <linux/kernel.h>
#include <linux/mm.h>

/* The page that is transferred next. */
#define bio_page(bio) ((bio)->bi_io_vec[(bio)->bi_done].bv_page)

#define bio_for_each_vec(bv, bio) \
	for ((bv) = (bio)->bi_io_vec; \
	     (bv) < (bio)->bi_io_vec + (bio)->bi_count; (bv)++)

void bio_add_buffer(struct bio *bio, void *buffer, unsigned int length);
void bio_bounce(struct bio *bio);

#endif
