/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef LINUX_MM_H
#define LINUX_MM_H

struct page {
	unsigned long flags;
	void *address;
};

struct page *alloc_page(void);
void put_page(struct page *page);
struct page *virt_to_page(const void *address);

#define page_address(page) ((page)->address)

/* Caches are coherent here: the argument is thrown away. */
#define flush_dcache_page(page) do { } while (0)

#endif
