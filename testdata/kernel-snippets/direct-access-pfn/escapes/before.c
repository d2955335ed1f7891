#include "../kernel.h"
#include "ops.h"

/* The function is kept in a table of another kind. */
struct probes {
	long (*access)(struct block_device *, sector_t, void **,
		       unsigned long *, long);
};

static long one_direct_access(struct block_device *bdev, sector_t sector,
			      void **addr, unsigned long *pfn, long size)
{
	return -1;
}

const struct block_device_operations one_fops = {
	.direct_access = one_direct_access,
};

const struct probes probes = {
	.access = one_direct_access,
};
