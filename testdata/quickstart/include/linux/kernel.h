/* SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception */
#ifndef LINUX_KERNEL_H
#define LINUX_KERNEL_H

#define NULL ((void *)0)
#define offsetof(type, member) __builtin_offsetof(type, member)
#define container_of(pointer, type, member) \
	((type *)((char *)(pointer) - offsetof(type, member)))

int printk(const char *format, ...);
void copy_bytes(void *to, const void *from, unsigned int count);

#endif
