#include "../kernel.h"

struct holder {
	int id;
	struct bio_vec vec, vecs[4];
};

static struct page zero;
struct bio_vec at_file_scope = { .bv_page = &zero, .bv_len = 1 };
struct bio_vec positional = { &zero, 1, 0 };
struct holder nested = { .vec.bv_page = &zero, .vecs[2].bv_page = &zero };
struct holder deep = {
	.vecs = {
		[1] = { .bv_page = &zero },
		{ .bv_len = 1, .bv_page = &zero + 1 },
	},
};

#define VEC(page) { .bv_page = (page), .bv_len = 1 }
#define COPY_OF(b) ((struct bio_vec){ .bv_page = (b)->bv_page, .bv_len = (b)->bv_len })

void submit(struct bio_vec vec, const struct bio_vec *more);

void locals(struct bio_vec *bv, struct bio_vec *other, struct page *page)
{
	struct bio_vec plain = { .bv_page = page };
	struct bio_vec copied = { .bv_page = bv->bv_page, .bv_len = bv->bv_len };
	struct bio_vec old_style = { bv_page: bv->bv_page };
	struct bio_vec by_place = { bv->bv_page, bv->bv_len };
	struct bio_vec by_macro = VEC(bv->bv_page);
	struct bio_vec table[] = {
		[0] = { .bv_page = bv->bv_page },
		[1].bv_page = bv[1].bv_page,
	};
	struct bio_vec whole = *bv;

	*bv = (struct bio_vec){ .bv_page = other->bv_page, };
	*bv = COPY_OF(other);
	*bv = plain;
	submit((struct bio_vec){ .bv_page = bv->bv_page->owner ? page : NULL },
	       &(const struct bio_vec){ .bv_page = page });
	submit(table[copied.bv_len], &(by_place.bv_len ? &by_macro : &old_style)[whole.bv_len]);
}
