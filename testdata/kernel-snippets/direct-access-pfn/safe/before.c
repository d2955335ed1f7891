#include "../kernel.h"
#include "ops.h"

struct bank {
	phys_addr_t start;
	void *virt;
};

extern struct page *find_page(struct block_device *bdev, sector_t sector);

static long early_direct_access(struct block_device *bdev, sector_t sector,
				void **kaddr, unsigned long *pfn, long size);

static const struct block_device_operations early_fops = {
	.direct_access	= early_direct_access,
};

/* A page that is there. */
static long
page_direct_access(struct block_device *bdev, sector_t sector,
		   void **kaddr, unsigned long *pfn, long size)
{
	struct page *page = find_page(bdev, sector);

	if (!page)
		return -1;
	*pfn = page_to_pfn(page);
	return size;
}

/* Addresses of several makes. */
static long early_direct_access(struct block_device *bdev, sector_t sector,
				void **kaddr, unsigned long *pfn, long size)
{
	struct bank *bank = (struct bank *)bdev;

	if (size > 1)
		*pfn = (bank->start + sector) >> PAGE_SHIFT;
	else if (pfn)
		*pfn = virt_to_phys(*kaddr) >> PAGE_SHIFT;
	else
		*pfn = PFN_DOWN(bank->start);
	return size;
}

#ifdef CONFIG_DAX
static long cond_direct_access(struct block_device *bdev, sector_t sector,
			       void **kaddr, unsigned long *pfn, long size)
{
	return -1;
}
#else
#define cond_direct_access NULL
#endif

const struct block_device_operations page_fops = {
	.owner		= NULL,
	.direct_access	= page_direct_access,
};

const struct block_device_operations cond_fops = {
	.direct_access = cond_direct_access,
};

long bdev_direct_access(struct block_device *bdev, sector_t sector,
			void **addr, unsigned long *pfn, long size)
{
	const struct block_device_operations *ops = bdev->fops;

	if (!ops->direct_access)
		return -1;
	return ops->direct_access(bdev, sector, addr, pfn, size);
}
EXPORT_SYMBOL(bdev_direct_access);

/* The number goes nowhere. */
static long get_addr(struct block_device *bdev, void **addr)
{
	unsigned long pfn;

	return bdev_direct_access(bdev, 0, addr, &pfn, 1);
}

/* It is inserted into page tables, copied, and made a page of. */
int insert(struct block_device *bdev, struct vm_area_struct *vma)
{
	unsigned long pfn;
	unsigned long *where = &pfn;
	void *addr;

	if (bdev_direct_access(bdev, 0, &addr, where, 1) < 0)
		return -1;
	return vm_insert_mixed(vma, 0, pfn);
}

struct page *copied(struct block_device *bdev)
{
	unsigned long pfn;
	unsigned long copy;
	void *addr;

	if (get_addr(bdev, &addr) < 0)
		return NULL;
	if (bdev_direct_access(bdev, 0, &addr, &pfn, 1) < 0)
		return NULL;
	copy = pfn;
	if (PFN_PHYS(pfn) == 0)
		return NULL;
	return pfn_to_page(copy);
}
