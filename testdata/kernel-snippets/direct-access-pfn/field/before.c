#include "../kernel.h"
#include "ops.h"

/* The number is kept in a field, which is a slot of its own. */
struct extent {
	unsigned long first_pfn;
	unsigned long count;
};

static void remember(struct extent *extent, unsigned long pfn)
{
	extent->first_pfn = pfn;
}

static unsigned long recall(const struct extent *extent)
{
	return extent->first_pfn;
}

struct page *probe(struct block_device *bdev, struct extent *extent)
{
	unsigned long pfn;
	void *addr;

	if (bdev->fops->direct_access(bdev, 0, &addr, &pfn, 1) < 0)
		return NULL;
	remember(extent, pfn);
	pfn = recall(extent);
	return pfn_to_page(pfn);
}
