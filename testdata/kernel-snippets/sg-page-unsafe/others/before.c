#include "../kernel.h"

#define flush_dcache_page(page) do { } while (0)
#define quoted(x) #x

unsigned long others(struct scatterlist *sg, int n)
{
	struct page *(*function)(struct scatterlist *) = sg_page;

	use_page(sg_page(sg));
	use_page(n ? sg_page(sg) : NULL);
	printk("%p", (void *)sg_page(sg));
	flush_dcache_page(sg_page(sg));
	(void)sg_page(sg);
	use_page(function(sg));
	return sg_page(sg)->index + (*sg_page(sg)).flags +
	       ((unsigned long)sg_page(sg) & 3) + quoted(sg_page(sg))[0];
}

void broken(struct scatterlist *sg)
{
	not_declared(sg_page(sg));
}
