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

	print("bv->bv_page = %p, bv_page: %p\n", s, bv->bv_page);
	print("\"bv_page\"" "bv_page\\", bv->bv_page);
	print("/* bv_page", bv->bv_page);	/* " bv_page */
	print("*/ bv_page // bv_page", bv->bv_page); // " bv_page
	print("a string \
that goes on: bv_page", bv->bv_page);
	print(&"%c %c"[*s == '"'], '"', bv->bv_page, '\'', '\\', bv->bv_page, '//');
	print(u8"bv_page", L"bv_page", bv->bv_page);
	/**/ print("", bv->bv_page); /*/ bv_page /*/ print("", bv->bv_page); //*/
	return bv->bv_page;	// don't bv_page
}
