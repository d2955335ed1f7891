/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The few declarations that the snippets stand on: enough to parse, not to run. */
#ifndef BVEC_PAGE_SNIPPETS_KERNEL_H
#define BVEC_PAGE_SNIPPETS_KERNEL_H

typedef _Bool bool;
typedef unsigned int gfp_t;
typedef __SIZE_TYPE__ size_t;

#define NULL ((void *)0)
#define GFP_NOIO ((gfp_t)16)

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define BUG_ON(bad) do { if (unlikely(bad)) __builtin_trap(); } while (0)
#define WARN_ON(bad) ({ bool bad_ = (bad); if (unlikely(bad_)) warn(); bad_; })

#define offsetof(type, member) __builtin_offsetof(type, member)
#define container_of(ptr, type, member)					\
	((type *)((char *)(1 ? (ptr) : &((type *)0)->member) -		\
		  offsetof(type, member)))

struct bio_vec;

struct page {
	unsigned long flags;
	void *mapping;
	int refs;
	struct bio_vec *owner;
};

struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len, bv_offset;
};

static inline struct page *bvec_page(const struct bio_vec *bv) { return bv->bv_page; }
static inline void bvec_set_page(struct bio_vec *bv, struct page *page) { bv->bv_page = page; }

struct bvec_iter {
	unsigned int bi_idx, bi_size;
};

struct bio {
	struct bio *bi_next;
	struct bio_vec *bi_io_vec;
	struct bvec_iter bi_iter;
	unsigned short bi_vcnt;
};

void warn(void);
void use_page(struct page *page);
struct page *alloc_pages(gfp_t gfp, unsigned int order);
#define alloc_page(gfp) alloc_pages(gfp, 0)
void *kmap(struct page *page);
void kunmap(struct page *page);
void *page_address(const struct page *page);

/* As on an architecture whose caches need no help. */
#define flush_dcache_page(page) do { } while (0)

/* Hands out a copy of each segment that is left, then stops. */
bool next_segment(const struct bio *bio, struct bvec_iter *it, struct bio_vec *copy);
#define bio_for_each_segment(vec, bio, it)				\
	for ((it) = (bio)->bi_iter; next_segment(bio, &(it), &(vec)); )
/* Points at each entry of the table. */
#define bio_for_each_segment_all(vec, bio, i)				\
	for ((i) = 0; (vec) = (bio)->bi_io_vec + (i), (i) < (bio)->bi_vcnt; (i)++)

#endif
