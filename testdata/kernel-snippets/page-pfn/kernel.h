/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
/* The few declarations that the snippets stand on: enough to parse, not to run. */
#ifndef PAGE_PFN_SNIPPETS_KERNEL_H
#define PAGE_PFN_SNIPPETS_KERNEL_H

#define NULL ((void *)0)
#define PAGE_SHIFT 12
#define WARN_ON(bad) ({ int bad_ = !!(bad); if (bad_) warn(); bad_; })
#define pr_debug(format, ...) do { } while (0)

struct page {
	unsigned long flags;
	struct bio_vec *owner;
};

struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len, bv_offset;
};

struct bio {
	struct bio_vec *bi_io_vec;
	unsigned short bi_vcnt;
};

extern struct page *vmemmap;

#define __page_to_pfn(page) (unsigned long)((page) - vmemmap)
#define page_to_pfn __page_to_pfn
#define page_to_phys(page) ((unsigned long long)page_to_pfn(page) << PAGE_SHIFT)

static inline struct page *bvec_page(const struct bio_vec *bv)
{
	return bv->bv_page;
}

static inline unsigned long bvec_pfn(const struct bio_vec *bv)
{
	return page_to_pfn(bv->bv_page);
}

void warn(void);
void use_page(struct page *page);
struct bio_vec next_vec(struct bio *bio);

#endif
