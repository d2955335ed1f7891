/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The few declarations that the snippets stand on: enough to parse, not to run. */
#ifndef KMAP_PFN_SNIPPETS_KERNEL_H
#define KMAP_PFN_SNIPPETS_KERNEL_H

typedef unsigned char u8;
typedef unsigned int gfp_t;
typedef __SIZE_TYPE__ size_t;

#define NULL ((void *)0)
#define GFP_KERNEL ((gfp_t)16)
#define PAGE_SIZE 4096UL
#define PAGE_MASK (~(PAGE_SIZE - 1))
#define likely(x) __builtin_expect(!!(x), 1)
#define min(x, y) ({ typeof(x) a_ = (x); typeof(y) b_ = (y); (void)(&a_ == &b_); a_ < b_ ? a_ : b_; })
#define BUILD_BUG_ON(bad) ((void)sizeof(char[1 - 2 * !!(bad)]))

typedef struct { unsigned long val; } __pfn_t;

struct page;

/* Between two steps of the series a bio_vec knows both. */
struct bio_vec {
	struct page *bv_page;
	__pfn_t bv_pfn;
	unsigned int bv_len, bv_offset;
};

struct scatterlist {
	unsigned long page_link;
	unsigned int offset, length;
};

struct page *bvec_page(const struct bio_vec *bv);
struct page *sg_page(struct scatterlist *sg);
__pfn_t sg_pfn_t(struct scatterlist *sg);
struct scatterlist *sg_next(struct scatterlist *sg);
struct page *alloc_page(gfp_t gfp);

void *kmap(struct page *page);
void kunmap(struct page *page);
void *kmap_atomic(struct page *page);
void __kunmap_atomic(void *addr);
#define kunmap_atomic(addr) do {						\
	BUILD_BUG_ON(__builtin_types_compatible_p(typeof(addr), struct page *));	\
	__kunmap_atomic(addr);							\
} while (0)
void *kmap_local_page(struct page *page);
void __kunmap_local(const void *addr);
#define kunmap_local(addr) __kunmap_local(addr)

void *kmap_atomic_pfn_t(__pfn_t pfn);
void kunmap_atomic_pfn_t(void *addr);

void *memcpy(void *to, const void *from, size_t n);
void *memset(void *at, int c, size_t n);
int memcmp(const void *a, const void *b, size_t n);
unsigned long __copy_to_user_inatomic(void *to, const void *from, unsigned long n);
void submit(void *buffer, size_t n);
void wait_for_it(void);
int trouble(void);
#define flush_dcache_page(page) do { } while (0)
#define this_cpu_inc(counter) ((void)(counter)++)

#endif
