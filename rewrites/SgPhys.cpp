//===- rewrites/SgPhys.cpp - page_to_phys(sg_page()) to sg_phys() ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  pa = page_to_phys(sg_page(sg)) + sg->offset;
//          pte = page_to_phys(sg_page(sg)) | prot;
// After:   pa = sg_phys(sg);
//          pte = (sg_phys(sg) - sg->offset) | prot;
//
//===----------------------------------------------------------------------===//

#include "matchers/SgPhys.h"
#include "rewrites/EntryActions.h"

using namespace pageless;
using namespace pageless::sgphys;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "sg-phys",
    .version = "1",
    .summary =
        "take the physical address of a scatterlist entry from sg_phys()",
    .explain =
        "page_to_phys(sg_page(sg)) + sg->offset becomes sg_phys(sg), in any\n"
        "order of the terms, behind casts, and with other terms between them.\n"
        "Where the offset is not added, it is subtracted again, which is "
        "exact:\n"
        "masking with PAGE_MASK would lose bits where physical addresses are\n"
        "wider than long. The entry must be the same on both sides and free "
        "of\n"
        "side effects; what is not is listed.\n",
    .before = "pa = page_to_phys(sg_page(&sgl[i])) + sgl[i].offset;\n"
              "pte = page_to_phys(sg_page(sg)) | prot;\n",
    .after = "pa = sg_phys(&sgl[i]);\n"
             "pte = (sg_phys(sg) - sg->offset) | prot;\n",
    .confidence = Confidence::High,
    .reach = Reach::Narrow,
    .words = {"sg_page"},
    .roles = {"phys"},
    .cases = entryCases(physical(), "phys", Yields::WithOffset) +
             otherEntryCases(),
});
