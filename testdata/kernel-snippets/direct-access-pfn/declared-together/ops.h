struct block_device_operations {
	int (*open)(struct block_device *, int mode);
	long (*direct_access)(struct block_device *, sector_t,
					void **, unsigned long *pfn, long size);
	void *owner;
};

struct block_device {
	const struct block_device_operations *fops;
};

extern long bdev_direct_access(struct block_device *, sector_t, void **addr,
						unsigned long *pfn, long size);
