#include "../kernel.h"
#include "ops.h"

/* The number is compared two copies further on. */
long bdev_direct_access(struct block_device *bdev, sector_t sector,
			void **addr, unsigned long *pfn, long size)
{
	return bdev->fops->direct_access(bdev, sector, addr, pfn, size);
}

static int is_low(unsigned long frame)
{
	return frame < 4096;
}

int probe(struct block_device *bdev)
{
	unsigned long pfn;
	unsigned long first;
	void *addr;

	if (bdev_direct_access(bdev, 0, &addr, &pfn, 1) < 0)
		return -1;
	first = pfn;
	return is_low(first);
}
