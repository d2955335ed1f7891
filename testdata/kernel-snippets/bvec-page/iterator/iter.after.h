/* Reaches the current vector of a table through an iterator. */
#define iter_at(table, it) (&(table)[(it).bi_idx])
#define iter_page(table, it) (bvec_page(iter_at(table, it)))
#define iter_vec(table, it)				\
	((struct bio_vec){				\
		.bv_page = iter_page(table, it),	\
		.bv_len = iter_at(table, it)->bv_len,	\
	})
#define for_each_page(bio, bv)				\
	for ((bv) = (bio)->bi_io_vec; bvec_page(bv); (bv)++)
