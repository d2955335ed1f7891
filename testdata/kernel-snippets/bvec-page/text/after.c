#include "../kernel.h"

/* bv_page in a block, and
 * bv_page on its second line: bv->bv_page = NULL; */
// bv_page in a line comment \
   that goes on: bv_page
#define LIMIT 4 /* of bv_page */

int print(const char *format, ...);

/* my_bv_page, bv_page2, xbv_page, bv_pages and BV_PAGE are other words */
struct page *strings(struct bio_vec *bv)
{
	const char *s = "bv_page";

	print("bv->bv_page = %p, bv_page: %p\n", s, bvec_page(bv));
	print("\"bv_page\"" "bv_page\\", bvec_page(bv));
	print("/* bv_page", bvec_page(bv));	/* " bv_page */
	print("*/ bv_page // bv_page", bvec_page(bv)); // " bv_page
	print("a string \
that goes on: bv_page", bvec_page(bv));
	print(&"%c %c"[*s == '"'], '"', bvec_page(bv), '\'', '\\', bvec_page(bv), '//');
	print(u8"bv_page", L"bv_page", bvec_page(bv));
	/**/ print("", bvec_page(bv)); /*/ bv_page /*/ print("", bvec_page(bv)); //*/
	return bvec_page(bv);	// don't bv_page
}
