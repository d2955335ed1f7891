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
		void *addr = kmap(bvec_page(&vec));

		n += addr == page_address(bvec_page(&vec)) + vec.bv_offset;
		flush_dcache_page(bvec_page(&vec));
		kunmap(bvec_page(&vec));
	}
	bio_for_each_segment(vec, bio, it)
		if (bvec_page(&vec) == page)
			break;
	bio_for_each_segment(vec, of_page(bvec_page(bio->bi_io_vec)), it)
		use_page(bvec_page(&vec));
	return n;
}

void by_pointer(struct bio *bio)
{
	struct bio_vec *bv;
	int i;

	bio_for_each_segment_all(bv, bio, i) {
		if (!bvec_page(bv))
			continue;
		bvec_set_page(bv, alloc_page(GFP_NOIO));
		if (i && bvec_page(bv) == bvec_page(&bv[-1]))
			bv->bv_page++;
	}
	bio_for_each_segment_all(bv, bio, i)
		bvec_set_page(bv, NULL);
	for_each_page(bio, bv)
		use_page(bvec_page(bv));
}

struct page *by_iterator(struct bio *bio, struct bvec_iter it)
{
	struct page *page = iter_page(bio->bi_io_vec, it);

	if (page == bvec_page(&iter_vec(bio->bi_io_vec, it)))
		page = bvec_page(iter_at(bio->bi_io_vec, it));
	bvec_set_page(iter_at(bio->bi_io_vec, it), page);
	return copy_of(bio, 1).bv_page;
}
