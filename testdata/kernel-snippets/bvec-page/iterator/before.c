#include "../kernel.h"
#include "iter.h"

struct bio *of_page(struct page *page);
struct bio_vec copy_of(const struct bio *bio, int n);

int by_copy(struct bio *bio, struct page *page)
{
	struct bio_vec vec;
	struct bvec_iter it;
	int n = 0;

	bio_for_each_segment(vec, bio, it) {
		void *addr = kmap(vec.bv_page);

		n += addr == page_address(vec.bv_page) + vec.bv_offset;
		flush_dcache_page(vec.bv_page);
		kunmap(vec.bv_page);
	}
	bio_for_each_segment(vec, bio, it)
		if (vec.bv_page == page)
			break;
	bio_for_each_segment(vec, of_page(bio->bi_io_vec->bv_page), it)
		use_page(vec.bv_page);
	return n;
}

void by_pointer(struct bio *bio)
{
	struct bio_vec *bv;
	int i;

	bio_for_each_segment_all(bv, bio, i) {
		if (!bv->bv_page)
			continue;
		bv->bv_page = alloc_page(GFP_NOIO);
		if (i && bv->bv_page == bv[-1].bv_page)
			bv->bv_page++;
	}
	bio_for_each_segment_all(bv, bio, i)
		bv->bv_page = NULL;
	for_each_page(bio, bv)
		use_page(bv->bv_page);
}

struct page *by_iterator(struct bio *bio, struct bvec_iter it)
{
	struct page *page = iter_page(bio->bi_io_vec, it);

	if (page == iter_vec(bio->bi_io_vec, it).bv_page)
		page = iter_at(bio->bi_io_vec, it)->bv_page;
	iter_at(bio->bi_io_vec, it)->bv_page = page;
	return copy_of(bio, 1).bv_page;
}
