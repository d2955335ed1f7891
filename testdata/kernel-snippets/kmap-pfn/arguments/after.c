#include "../kernel.h"

/* Trap 13: calls of another time take a slot as well. */
enum slot { KM_USER0 };
void *map_in_slot(struct page *page, enum slot slot);
void *map_anywhere(struct page *page);
#define kmap_atomic(page, slot) map_in_slot(page, slot)

void one_argument(struct scatterlist *sg)
{
	char *p = kmap_atomic_pfn_t(sg_pfn_t(sg));

	*p = 0;
	kunmap_atomic_pfn_t(p);
}

void two_arguments(struct scatterlist *sg)
{
	char *p = kmap_atomic(sg_page(sg), KM_USER0);

	*p = 0;
	kunmap_atomic(p);
}

#undef kmap_atomic
#define kmap_atomic(page, slot) map_anywhere(page)

void one_of_two_dropped(struct scatterlist *sg)
{
	char *p = kmap_atomic(sg_page(sg), KM_USER0);

	*p = 0;
	kunmap_atomic(p);
}
