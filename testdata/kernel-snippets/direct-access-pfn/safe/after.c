#include "../kernel.h"
#include "ops.h"

struct bank {
	phys_addr_t start;
	void *virt;
};

extern struct page *find_page(struct block_device *bdev, sector_t sector);

static long early_direct_access(struct block_device *bdev, sector_t sector,
				void **kaddr, __pfn_t *pfn, long size);

static const struct block_device_operations early_fops = {
	.direct_access	= early_direct_access,
};

/* A page that is there. */
static long
page_direct_access(struct block_device *bdev, sector_t sector,
		   void **kaddr, __pfn_t *pfn, long size)
{
	struct page *page = find_page(bdev, sector);

	if (!page)
		return -1;
	*pfn = page_to_pfn_t(page);
	return size;
}

/* Addresses of several makes. */
static long early_direct_access(struct block_device *bdev, sector_t sector,
				void **kaddr, __pfn_t *pfn, long size)
{
	struct bank *bank = (struct bank *)bdev;

	if (size > 1)
		*pfn = dev_phys_to_pfn_t(bank->start + sector);
	else if (pfn)
		*pfn = dev_phys_to_pfn_t(virt_to_phys(*kaddr));
	else
		*pfn = dev_phys_to_pfn_t(bank->start);
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
			void **addr, __pfn_t *pfn, long size)
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
	__pfn_t pfn;

	return bdev_direct_access(bdev, 0, addr, &pfn, 1);
}

/* It is inserted into page tables, copied, and made a page of. */
int insert(struct block_device *bdev, struct vm_area_struct *vma)
{
	__pfn_t pfn;
	__pfn_t *where = &pfn;
	void *addr;

	if (bdev_direct_access(bdev, 0, &addr, where, 1) < 0)
		return -1;
	return vm_insert_mixed(vma, 0, __pfn_t_to_pfn(pfn));
}

struct page *copied(struct block_device *bdev)
{
	__pfn_t pfn;
	__pfn_t copy;
	void *addr;

	if (get_addr(bdev, &addr) < 0)
		return NULL;
	if (bdev_direct_access(bdev, 0, &addr, &pfn, 1) < 0)
		return NULL;
	copy = pfn;
	if (__pfn_t_to_phys(pfn) == 0)
		return NULL;
	return __pfn_t_to_page(copy);
}
