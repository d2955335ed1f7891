# Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What all programs work on: entries in containers of all kinds, and functions
that hand them out and say so. setup() makes it anew, finish() prints it."""

HEADER = r"""/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#pragma once
#include <linux/bio.h>
#include <linux/scatterlist.h>

struct box {
	unsigned int low:3;
	struct bio_vec bv;
	unsigned int high:5;
	struct bio_vec arr[2], *ptr;
	union { struct bio_vec bv; unsigned long raw[2]; } u;
	struct { struct bio_vec in; } n;
};

static struct bio_vec vecs[24], grid[2][2], glob, *tab[4];
static struct box boxes[2];
static struct { int length; struct bio_vec v[2]; } flex;
static struct __attribute__((packed)) { struct bio_vec bv; char tail; } packed;
static volatile struct bio_vec vola = { .bv_page = &mem_map[3] };
static const struct bio_vec cvecs[4] = {
	{ .bv_page = &mem_map[1] }, [1] = { &mem_map[2], 1 }, [2].bv_page = &mem_map[3], [3] = { bv_page: &mem_map[4] }
};
static struct { int bv_page; struct { short bv_page[2]; } page; } other;
static struct scatterlist sgl[8];
static int pos;

static struct bio_vec *at(int i) { tr(100 + i); return &vecs[i & 3]; }
static struct bio_vec *next(int i) { tr(200 + i); return &vecs[pos++ & 3]; }
static struct bio_vec *pick(struct bio_vec *a, struct bio_vec *b) { tr(300); return pid(trp(a->bv_page)) & 1 ? a : b; }
static struct bio_vec byval(int i) { tr(400 + i); return vecs[i & 3]; }
static struct box boxval(int i) { tr(500 + i); return boxes[i & 1]; }
static struct page *mk(int i) { tr(600 + i); return &mem_map[i & 7]; }
static struct page *mess(int i)
{
	struct page *old = vecs[i & 3].bv_page;

	tr(700 + i);
	vecs[i & 3].bv_page = vecs[(i + 1) & 3].bv_page;
	vecs[(i + 1) & 3].bv_page = old;
	return old;
}
static struct scatterlist *nsg(int i) { tr(800 + i); return &sgl[pos++ & 3]; }
static struct { struct bio_vec *(*get)(int); } ops = { at };
static struct bio_vec *(*const fns[])(int) = { next, at };

static void setup(void)
{
	int i;

	for (i = 0; i < 24; i++)
		vecs[i] = (struct bio_vec){ &mem_map[i % 8], i, 2 * i };
	for (i = 0; i < 64; i++)
		mem_map[i].owner = &vecs[i % 4];
	for (i = 0; i < 4; i++) {
		grid[i & 1][i >> 1].bv_page = &mem_map[i + 3];
		tab[i] = &vecs[3 - i];
		flex.v[i & 1].bv_page = &mem_map[i + 4];
	}
	for (i = 0; i < 2; i++) {
		struct box box = { 2 + i, { &mem_map[i + 8] }, 9, { { &mem_map[i] }, { .bv_page = &mem_map[5] } }, &vecs[i] };

		box.u.bv = box.n.in = vecs[i + 2];
		boxes[i] = box;
	}
	for (i = 0; i < 8; i++) {
		sgl[i].page_link = (unsigned long)&mem_map[i + 2] | (i & 3);
		sgl[i].offset = 8 + 16 * i;
	}
	glob.bv_page = packed.bv.bv_page = &mem_map[6];
	other.bv_page = pos = 0;
}

static void finish(void)
{
	dump(vecs, 24);
	dump(grid, 4);
	dump(&glob, 1);
	dump(flex.v, 2);
	dump(&packed.bv, 1);
	for (int i = 0; i < 2; i++) {
		tr(boxes[i].low + boxes[i].high);
		dump(&boxes[i].bv, 1);
		dump(boxes[i].arr, 2);
		dump(&boxes[i].u.bv, 1);
		dump(&boxes[i].n.in, 1);
	}
	for (int i = 0; i < 8; i++)
		trl(sgl[i].offset);
}
"""
