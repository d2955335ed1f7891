/* Reaches the current vector of a table through an iterator. */
#define iter_at(table, it) (&(table)[(it).bi_idx])
#define iter_page(table, it) (iter_at(table, it)->bv_page)
#define iter_vec(table, it)				\
	((struct bio_vec){				\
		.bv_page = iter_page(table, it),	\
		.bv_len = iter_at(table, it)->bv_len,	\
	})
#define for_each_page(bio, bv)				\
	for ((bv) = (bio)->bi_io_vec; (bv)->bv_page; (bv)++)
