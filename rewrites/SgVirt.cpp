//===- rewrites/SgVirt.cpp - page_address(sg_page()) to sg_virt() ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  buf = page_address(sg_page(sg)) + sg->offset;
// After:   buf = sg_virt(sg);
//
//===----------------------------------------------------------------------===//

#include "matchers/SgVirt.h"
#include "rewrites/EntryActions.h"

using namespace pageless;
using namespace pageless::sgvirt;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "sg-virt",
    .version = "1",
    .summary = "take the virtual address of a scatterlist entry from sg_virt()",
    .explain =
        "page_address(sg_page(sg)) + sg->offset becomes sg_virt(sg), in any\n"
        "order of the terms, behind casts to pointers to bytes, and with "
        "other\n"
        "terms between them. A page_address() without the offset is none of\n"
        "this rule's. The entry must be the same on both sides and free of\n"
        "side effects; what is not is listed.\n",
    .before = "buf = page_address(sg_page(&sgl[i])) + sgl[i].offset;\n",
    .after = "buf = sg_virt(&sgl[i]);\n",
    .confidence = Confidence::High,
    .reach = Reach::Narrow,
    .words = {"sg_page"},
    .roles = {"virt"},
    .cases = entryCases(virtualAddress(), "virt", Yields::WithOffset) +
             otherEntryCases(),
});
