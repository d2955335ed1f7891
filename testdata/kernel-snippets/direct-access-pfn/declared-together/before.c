#include "../kernel.h"
#include "ops.h"

long probe(struct block_device *bdev)
{
	unsigned long flags = 0, pfn;
	void *addr;

	return bdev->fops->direct_access(bdev, flags, &addr, &pfn, 1);
}
