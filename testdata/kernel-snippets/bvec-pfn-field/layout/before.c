#include "../kernel.h"
#include "types.h"

unsigned long at(void)
{
	return __builtin_offsetof(struct bio_vec, bv_page);
}
