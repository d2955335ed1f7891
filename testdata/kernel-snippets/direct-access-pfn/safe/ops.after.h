struct block_device_operations {
	int (*open)(struct block_device *, int mode);
	long (*direct_access)(struct block_device *, sector_t,
					void **, __pfn_t *pfn, long size);
	void *owner;
};

struct block_device {
	const struct block_device_operations *fops;
};

extern long bdev_direct_access(struct block_device *, sector_t, void **addr,
						__pfn_t *pfn, long size);
