#include "../kernel.h"
#include "ops.h"

/* No given configuration shows the other use. */
long probe(struct block_device *bdev)
{
	unsigned long pfn;
	void *addr;
	long got = bdev->fops->direct_access(bdev, 0, &addr, &pfn, 1);

#ifdef CONFIG_TRACE
	trace(pfn + 1);
#endif
	return got;
}
