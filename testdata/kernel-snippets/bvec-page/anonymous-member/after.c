#include "../kernel.h"

typedef struct bio_vec vec_t;

struct tagged {
	int id;
	struct bio_vec;
};

struct through_typedef {
	vec_t;
	int id;
};

struct in_union {
	union {
		struct bio_vec;
		struct bio_vec named;
		void *raw;
	};
};

struct page *members(struct tagged *t, struct through_typedef *d, struct in_union u)
{
	struct page *page = t->bv_page;

	t->bv_page = page;
	page = d[1].bv_page;
	page = u.bv_page;
	page = bvec_page(&u.named);
	bvec_set_page(&u.named, page);
	return page;
}
