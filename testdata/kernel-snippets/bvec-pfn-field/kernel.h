/* A bio_vec whose page is reached through accessors, as bvec-page leaves it. */
#define NULL ((void *)0)
struct page;
typedef struct {
	unsigned long val;
} __pfn_t;
extern __pfn_t page_to_pfn_t(struct page *page);
extern struct page *__pfn_t_to_page(__pfn_t pfn);
