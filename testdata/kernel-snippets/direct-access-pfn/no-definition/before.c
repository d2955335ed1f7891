#include "../kernel.h"
#include "ops.h"

/* Who knows what assembly does with it. */
extern void remember(unsigned long pfn);

long probe(struct block_device *bdev)
{
	unsigned long pfn;
	void *addr;
	long got = bdev->fops->direct_access(bdev, 0, &addr, &pfn, 1);

	remember(pfn);
	return got;
}
