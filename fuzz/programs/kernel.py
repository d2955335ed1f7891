# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The kernel tree in miniature that the generated programs are written for.

What a program does, it tells: tr() and its like append a number to the trace,
which end() prints. So each call, its order and its argument show in the output.
"""

import data

GUARD = "/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */\n#pragma once\n"

# Addresses of frames have more than 32 bits, so that a lost cast shows.
MM = GUARD + r"""
#include <linux/kernel.h>

struct bio_vec;

struct page {
	unsigned long flags;
	int id;
	struct bio_vec *owner;
};

extern struct page mem_map[64];
extern char memory[64 << 12];

#define PAGE_SHIFT 12
#define __page_to_pfn(page) (unsigned long)((page) - mem_map + 0x140000)
#define __pfn_to_page(pfn) (mem_map - 0x140000 + (pfn))
@PFN@
#define page_to_phys(page) ((phys_addr_t)page_to_pfn(page) << PAGE_SHIFT)

static inline void *lowmem_page_address(const struct page *page)
{
	return memory + ((page - mem_map) << PAGE_SHIFT);
}
#define page_address(page) lowmem_page_address(page)
#define flush_dcache_page(page) do { } while (0)

/* Of a page: its number, and the same with an entry in the trace. */
static inline int pid(const struct page *page) { return page ? page->id : -1; }
struct page *trp(struct page *page);
"""

PFN_MACROS = (
    "#define page_to_pfn __page_to_pfn\n#define pfn_to_page __pfn_to_page\n",
    "#define page_to_pfn(page) __page_to_pfn(page)\n#define pfn_to_page(pfn) (__pfn_to_page(pfn))\n",
    "static inline unsigned long page_to_pfn(const struct page *page)\n{\n"
    "\treturn __page_to_pfn(page);\n}\n"
    "static inline struct page *pfn_to_page(unsigned long pfn)\n{\n"
    "\treturn __pfn_to_page(pfn);\n}\n",
)

KERNEL = GUARD + r"""
typedef unsigned int u32;
typedef unsigned long long u64;
typedef u64 phys_addr_t;
typedef u64 dma_addr_t;

#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)
#define container_of(ptr, type, member) \
	((type *)((char *)(ptr) - offsetof(type, member)))
#define likely(x) __builtin_expect(!!(x), 1)

/* Appends to the trace, and hands the number on. */
int tr(int number);
u64 trl(u64 number);
void begin(int program);
void end(void);
"""

BIO_VEC = r"""
#include <linux/mm.h>

/* The piece of a page that begins at bv_offset in bv_page. */
struct bio_vec {
	struct page *bv_page;
	unsigned int bv_len;
	unsigned int bv_offset;
};
"""

BIO = GUARD + r"""
#include <linux/blk_types.h>

static inline int bio_has_data(const struct bio_vec *bv)
{
	return bv->bv_len != 0;
}

/* Appends each entry's page to the trace; knows where it stands. */
void dump(const void *entries, int count);
"""

SCATTERLIST = GUARD + r"""
#include <linux/mm.h>

struct scatterlist {
	unsigned long page_link;
	unsigned int offset, length;
};

static inline struct page *sg_page(struct scatterlist *sg)
{
	return (struct page *)(sg->page_link & ~0x3UL);
}

static inline dma_addr_t sg_phys(struct scatterlist *sg)
{
	return page_to_phys(sg_page(sg)) + sg->offset;
}

static inline void *sg_virt(struct scatterlist *sg)
{
	return page_address(sg_page(sg)) + sg->offset;
}
"""

RUNTIME = r"""
#include <linux/mm.h>

int printf(const char *format, ...);
void *memcpy(void *to, const void *from, unsigned long size);
void *memset(void *to, int byte, unsigned long size);

struct page mem_map[64];
char memory[64 << 12];
static u64 trace[4096];
static int count, current;

u64 trl(u64 number)
{
	if (count < 4096)
		trace[count++] = number;
	return number;
}

int tr(int number) { trl(number); return number; }
struct page *trp(struct page *page) { trl(1000 + pid(page)); return page; }

void begin(int program)
{
	memset(mem_map, 0, sizeof(mem_map));
	for (int i = 0; i < 64; i++)
		mem_map[i].id = i;
	current = program;
	count = 0;
}

void end(void)
{
	printf("%d:", current);
	for (int i = 0; i < count; i++)
		printf(" %llx", trace[i]);
	printf("\n");
}

void dump(const void *entries, int number)
{
	struct { struct page *page; unsigned int length, offset; } one;

	for (int i = 0; i < number; i++) {
		memcpy(&one, (const char *)entries + i * sizeof(one), sizeof(one));
		trl(2000 + pid(one.page));
		trl(one.length);
		trl(one.offset);
	}
}
"""


def files(profile, rng):
    """The texts of the tree, by path, without the programs."""
    texts = {
        "Kbuild": "# a tree for generated programs\n",
        "MAINTAINERS": "This file and Kbuild mark the root of a kernel tree.\n",
        "Makefile": "VERSION = 4\nPATCHLEVEL = 1\nSUBLEVEL = 0\nEXTRAVERSION = -fuzz\n",
        "include/linux/kernel.h": KERNEL,
        "include/linux/mm.h": MM.replace("@PFN@", rng.choice(PFN_MACROS)),
        "include/linux/bio.h": BIO,
        "include/linux/scatterlist.h": SCATTERLIST,
        "include/fuzz/data.h": data.HEADER,
        "lib/runtime.c": RUNTIME,
    }
    if profile == "accessor":
        texts["include/linux/bvec.h"] = GUARD + BIO_VEC
        texts["include/linux/blk_types.h"] = GUARD + "#include <linux/bvec.h>\n"
    else:
        texts["include/linux/blk_types.h"] = GUARD + BIO_VEC
    return texts
