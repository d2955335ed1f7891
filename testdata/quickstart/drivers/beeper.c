// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include <linux/bio.h>

/* No bio_vec: "bv" stands for "beeper volume" here. */
struct beeper {
	int bv_page;
	int bv_level;
};

void beeper_next_page(struct beeper *beeper)
{
	beeper->bv_page++;
}
