/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef LINUX_BLK_TYPES_H
#define LINUX_BLK_TYPES_H

struct page;

/* A piece of memory: bv_len bytes in bv_page, from bv_offset on. */
struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len;
	unsigned int bv_offset;
};

/* A request: bi_count pieces, the first bi_done of which are transferred. */
struct bio {
	unsigned int bi_count;
	unsigned int bi_done;
	struct bio_vec *bi_io_vec;
};

#endif
