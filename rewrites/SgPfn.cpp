//===- rewrites/SgPfn.cpp - page_to_pfn(sg_page()) to sg_pfn(), sg_phys() -===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  pfn = page_to_pfn(sg_page(sg));
//          base = page_to_pfn(sg_page(sg)) << PAGE_SHIFT;
// After:   pfn = sg_pfn(sg);
//          base = sg_phys(sg) - sg->offset;
//
//===----------------------------------------------------------------------===//

#include "matchers/SgPfn.h"
#include "rewrites/EntryActions.h"

using namespace pageless;
using namespace pageless::sgpfn;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "sg-pfn",
    .version = "1",
    .summary =
        "take the page frame number of a scatterlist entry from a helper",
    .explain = "page_to_pfn(sg_page(sg)) << PAGE_SHIFT is the physical address "
               "of the\n"
               "page and becomes sg_phys(), as in the rule sg-phys. The number "
               "itself\n"
               "becomes a call of the profile's helper; where the profile has "
               "none, it\n"
               "is listed.\n",
    .before = "pfn = page_to_pfn(sg_page(sg));\n"
              "base = page_to_pfn(sg_page(sg)) << PAGE_SHIFT;\n",
    .after = "pfn = sg_pfn(sg);\n"
             "base = sg_phys(sg) - sg->offset;\n",
    .confidence = Confidence::High,
    .reach = Reach::Narrow,
    .words = {"sg_page"},
    .roles = {"phys"},
    .optionalRoles = {"pfn"},
    .cases = entryCases(shifted(), "phys", Yields::WithOffset) +
             entryCases(number(), "pfn", Yields::PageOnly) + otherEntryCases(),
});
