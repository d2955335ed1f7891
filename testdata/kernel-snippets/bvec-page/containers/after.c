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
	struct page *page = bvec_page(&rq->single);

	page = bvec_page(rq->bio->bi_io_vec);
	page = bvec_page(&rq->bio->bi_io_vec[rq->bio->bi_iter.bi_idx]);
	page = bvec_page(rq->bio->bi_next->bi_next->bi_io_vec);
	page = bvec_page(rq->quad);
	page = bvec_page(&rq->quad[i]);
	page = bvec_page(&rq->grid[i][1]);
	page = bvec_page(rq->grid[i]);
	page = bvec_page(*rq->grid);
	page = bvec_page(rq->rows[i]);
	page = bvec_page(&rq->rows[i][2]);
	page = bvec_page(*rq->indirect);
	page = bvec_page(&rq->unnamed_union);
	page = bvec_page(&rq->outer.inner[1].leaf);
	page = bvec_page(&rqs[i].outer.inner[!i].leaf);
	page = bvec_page(&(*rqs).single);
	page = bvec_page(&((struct request *)rqs->bio)->single);
	page = bvec_page(&container_of(&rqs->link, struct request, link)->single);
	bvec_set_page(&rq->outer.inner[i].leaf, page);
	bvec_set_page(&rq->bio->bi_io_vec[i], bvec_page(&rqs[1].grid[1][2]));
	return page;
}

struct page *named_otherwise(vec_t *v, vec_ptr p, frozen_vec *f, vec_source source)
{
	typeof(*v) twin = *v;
	__auto_type alias = p;
	vec_table table = { twin };
	struct page *page = bvec_page(v);

	page = bvec_page(p);
	page = bvec_page(f);
	page = bvec_page(&twin);
	page = bvec_page(alias);
	page = bvec_page(table);
	page = bvec_page(&table[1]);
	page = bvec_page(source());
	page = bvec_page((vec_ptr)page->mapping);
	bvec_set_page(&twin, page);
	return page;
}
