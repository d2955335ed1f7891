#include "../kernel.h"

#define vec_page(b) (bvec_page(b))
#define obj_page(v) (bvec_page(&(v)))
#define bare_page(b) bvec_page(b)
#define first_page(bio) (bvec_page((bio)->bi_io_vec))
#define nth_page(bio, n) (bvec_page(&(bio)->bi_io_vec[n]))
#define has_page(b) (vec_page(b) != NULL)
#define same_page(a, b) (bvec_page(a) == bvec_page(b))
#define CURRENT (bvec_page(cursor))
#define next_to(b) \
	(bvec_page((b) + 1))	/* not b's own bv_page */
#define spliced(b) (bvec_page(b \
	))
#define put_page(b, p) (bvec_set_page(b, (p)))
#define set_vec(b, p, len) do {			\
	bvec_set_page(b, (p));			\
	(b)->bv_len = (len);			\
} while (0)
#define clear_vec(b) bvec_set_page(b, NULL)
#define take_page(b) ({				\
	struct page *p_ = bvec_page(b);	\
	bvec_set_page(b, NULL);			\
	p_; })
#define for_each_filled(b, end) \
	for (; (b) < (end) && bvec_page(b); (b)++)
#define call_with(fn, b, ...) fn(bvec_page(b), ##__VA_ARGS__)
#define DEFINE_GETTER(name)					\
struct page *get_##name(struct bio_vec *bv)			\
{								\
	return bvec_page(bv);					\
}

extern struct bio_vec *cursor;

DEFINE_GETTER(one)
DEFINE_GETTER(another)

struct page *reads(struct bio_vec *bv, struct bio_vec vec, struct bio_vec table[4], struct bio *bio)
{
	struct page *page = vec_page(bv);

	page = vec_page(&vec);
	page = vec_page(table);
	page = vec_page(bv++);
	page = vec_page(vec_page(bv)->owner);
	page = obj_page(vec);
	page = obj_page(table[1]);
	page = bare_page(bv);
	page = bare_page(bio->bi_io_vec);
	page = first_page(bio);
	page = nth_page(bio, 2) + has_page(bv) + same_page(bv, &vec);
	page = next_to(bv) ?: spliced(bv);
	return CURRENT;
}

int stores(struct bio_vec *bv, struct bio_vec *end, struct page *page, int n)
{
	put_page(bv, page);
	put_page(end - 1, vec_page(bv));
	set_vec(bv, page, 1);
	if (n)
		set_vec(bv + n, NULL, 0);
	clear_vec(bv);
	page = take_page(bv);
	for_each_filled(bv, end)
		n += call_with(page_address, bv) == NULL;
	call_with(use_page, cursor);
	return n;
}

/* Two definitions of one name are two places. */
#define alternate(b) (bvec_page(b))
struct page *before(struct bio_vec *bv) { return alternate(bv); }
#undef alternate
#define alternate(v) (bvec_page(&(v)))
struct page *after(struct bio_vec *bv) { return alternate(*bv); }
