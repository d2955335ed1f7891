//===- rewrites/KmapPfn.cpp - kmap() pairs to kmap_atomic_pfn_t() ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  p = kmap_atomic(bvec_page(bv));       kunmap_atomic(p);
// After:   p = kmap_atomic_pfn_t(bv->bv_pfn);    kunmap_atomic_pfn_t(p);
//
//===----------------------------------------------------------------------===//

#include "matchers/KmapPfn.h"
#include "rewrites/Actions.h"
#include "rewrites/MapActions.h"

using namespace pageless;
using namespace pageless::kmap;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "kmap-pfn",
    .version = "1",
    .summary = "map the memory of a bio_vec or scatterlist entry by its frame",
    .explain =
        "kmap_atomic() of the page of a bio_vec or a scatterlist entry "
        "becomes\n"
        "kmap_atomic_pfn_t(), together with every unmap that ends it on any\n"
        "path, or not at all. kmap() does so only where nothing in between "
        "can\n"
        "sleep. What cannot be paired is listed with the trap: an address "
        "that\n"
        "is stored, passed on or stepped on, an order that is not the "
        "reverse,\n"
        "a path without the unmap, and so on. Maps of other pages are left\n"
        "alone. The tree must have the helper already, as `pageless series` "
        "makes\nsure; the rule runs only if --rule asks for it.\n",
    .before = "p = kmap_atomic(bvec_page(bv));\n"
              "memcpy(p + bv->bv_offset, buf, len);\n"
              "kunmap_atomic(p);\n",
    .after = "p = kmap_atomic_pfn_t(bv->bv_pfn);\n"
             "memcpy(p + bv->bv_offset, buf, len);\n"
             "kunmap_atomic_pfn_t(p);\n",
    .confidence = Confidence::Moderate,
    .words = {"kmap", "kunmap", "kmap_atomic", "kunmap_atomic",
              "kmap_local_page", "kunmap_local"},
    .roles = {"bvec", "sg", "unmap"},
    .onRequest = true,
    .cases =
        {
            {function(), leave(Verdict::Definition)},
            {expr(call(), standsIn(FieldUse::Broken)),
             manual(Reason::BrokenAst)},
            {expr(call(), standsIn(FieldUse::Sizeof)), manual(Reason::Sizeof)},
            {expr(call(), standsIn(FieldUse::Typeof)), manual(Reason::Typeof)},
            {call(), convertPair(Call)},
            {declRefExpr(to(function())),
             leave(Verdict::OtherRecord, Reason::OtherUse)},
        },
});
