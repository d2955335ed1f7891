#include "../kernel.h"

typedef struct bio_vec vec_t, *vec_ptr, vec_table[4];
typedef const vec_t frozen_vec;
typedef vec_ptr (*vec_source)(void);

struct request {
	struct list { struct list *next; } link;
	struct bio *bio;
	vec_t single;
	vec_table quad;
	struct bio_vec grid[2][3], *rows[2], **indirect;
	union {
		struct bio_vec unnamed_union;
		void *raw;
	};
	struct {
		union {
			struct bio_vec leaf;
		} inner[2];
	} outer;
};

struct page *down(struct request *rq, struct request rqs[], int i)
{
	struct page *page = rq->single.bv_page;

	page = rq->bio->bi_io_vec->bv_page;
	page = rq->bio->bi_io_vec[rq->bio->bi_iter.bi_idx].bv_page;
	page = rq->bio->bi_next->bi_next->bi_io_vec->bv_page;
	page = rq->quad->bv_page;
	page = rq->quad[i].bv_page;
	page = rq->grid[i][1].bv_page;
	page = rq->grid[i]->bv_page;
	page = (*rq->grid)->bv_page;
	page = rq->rows[i]->bv_page;
	page = rq->rows[i][2].bv_page;
	page = (**rq->indirect).bv_page;
	page = rq->unnamed_union.bv_page;
	page = rq->outer.inner[1].leaf.bv_page;
	page = rqs[i].outer.inner[!i].leaf.bv_page;
	page = (*rqs).single.bv_page;
	page = ((struct request *)rqs->bio)->single.bv_page;
	page = container_of(&rqs->link, struct request, link)->single.bv_page;
	rq->outer.inner[i].leaf.bv_page = page;
	rq->bio->bi_io_vec[i].bv_page = rqs[1].grid[1][2].bv_page;
	return page;
}

struct page *named_otherwise(vec_t *v, vec_ptr p, frozen_vec *f, vec_source source)
{
	typeof(*v) twin = *v;
	__auto_type alias = p;
	vec_table table = { twin };
	struct page *page = v->bv_page;

	page = p->bv_page;
	page = f->bv_page;
	page = twin.bv_page;
	page = alias->bv_page;
	page = table->bv_page;
	page = table[1].bv_page;
	page = source()->bv_page;
	page = ((vec_ptr)page->mapping)->bv_page;
	twin.bv_page = page;
	return page;
}
