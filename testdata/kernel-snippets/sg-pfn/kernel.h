/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The few declarations that the snippets stand on: enough to parse, not to run. */
#ifndef SG_SNIPPETS_KERNEL_H
#define SG_SNIPPETS_KERNEL_H

typedef unsigned char u8;
typedef unsigned short u16;
typedef unsigned int u32;
typedef unsigned long long u64;
typedef u64 dma_addr_t;
typedef u64 phys_addr_t;
typedef __SIZE_TYPE__ size_t;

#define NULL ((void *)0)
#define PAGE_SHIFT 12
#define PAGE_SIZE (1UL << PAGE_SHIFT)
#define PAGE_MASK (~(PAGE_SIZE - 1))

#define unlikely(x) __builtin_expect(!!(x), 0)
#define WARN_ON(bad) ({ int bad_ = !!(bad); if (unlikely(bad_)) warn(); bad_; })
#define BUG_ON(bad) do { if (unlikely(bad)) __builtin_trap(); } while (0)
#define min(x, y) ({ typeof(x) x_ = (x); typeof(y) y_ = (y); x_ < y_ ? x_ : y_; })
#define pr_debug(format, ...) do { } while (0)

struct page {
	unsigned long flags;
	unsigned long index;
};

struct scatterlist {
	unsigned long page_link;
	unsigned int offset, length;
	dma_addr_t dma_address;
};

struct sg_table {
	struct scatterlist *sgl;
	unsigned int nents;
};

extern struct page *vmemmap;
extern char *direct_map;

/* As on x86: one macro stands for another, and none has parentheses to spare. */
#define __page_to_pfn(page) (unsigned long)((page) - vmemmap)
#define __pfn_to_page(pfn) (vmemmap + (pfn))
#define page_to_pfn __page_to_pfn
#define pfn_to_page __pfn_to_page
#define page_to_phys(page) ((dma_addr_t)page_to_pfn(page) << PAGE_SHIFT)

static inline void *lowmem_page_address(const struct page *page)
{
	return direct_map + ((page - vmemmap) << PAGE_SHIFT);
}
#define page_address(page) lowmem_page_address(page)

static inline struct page *sg_page(struct scatterlist *sg)
{
	return (struct page *)(sg->page_link & ~0x3UL);
}

static inline unsigned long sg_pfn(struct scatterlist *sg)
{
	return page_to_pfn(sg_page(sg));
}

static inline dma_addr_t sg_phys(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + sg->offset;
}

static inline void *sg_virt(struct scatterlist *sg)
{
	return page_address(sg_page(sg)) + sg->offset;
}

struct scatterlist *sg_next(struct scatterlist *sg);
void warn(void);
int printk(const char *format, ...);
void use_address(phys_addr_t address, size_t length);
void use_page(struct page *page);
void *kmap(struct page *page);
void kunmap(struct page *page);
void get_page(struct page *page);
void put_page(struct page *page);

#endif
