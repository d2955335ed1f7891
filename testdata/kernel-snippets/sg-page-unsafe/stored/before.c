#include "../kernel.h"

struct walk {
	struct page *page;
	unsigned long number;
};

struct page *stored(struct scatterlist *sg, struct walk *walk, struct page **pages)
{
	struct page *page = sg_page(sg), *other;
	struct walk by_name = { .page = sg_page(sg) };
	struct walk in_order = { sg_page(sg), 0 };

	other = sg_page(sg + 1);
	walk->page = sg_page(sg);
	walk->number = (unsigned long)sg_page(sg);
	pages[0] = walk->number ? sg_page(sg) : page;
	other = in_order.page ? other : by_name.page;
	return other ? other : sg_page(sg);
}

struct page *returned(struct scatterlist *sg)
{
	return sg_page(sg);
}
