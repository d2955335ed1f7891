#include "../kernel.h"

struct one { char c; struct bio_vec vec; } __attribute__((packed));
struct many { char c; struct bio_vec vecs[2]; } __attribute__((packed));
struct loose { char c; struct bio_vec *vec; } __attribute__((packed));

void uses(struct one *o, struct many *m, struct loose *l, int i)
{
	o->vec.bv_page = m->vecs[i].bv_page;
	m->vecs->bv_page = bvec_page(l->vec);
	bvec_set_page(&l->vec[1], NULL);
}
