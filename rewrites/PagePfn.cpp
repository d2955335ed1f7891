//===- rewrites/PagePfn.cpp - page_to_pfn() of a bio_vec's page -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  high = page_to_pfn(bv.bv_page) > limit;
// After:   high = bvec_pfn(&bv) > limit;
//
// Before:  page = pfn_to_page(page_to_pfn(bv.bv_page));
// After:   page = bvec_page(&bv);
//
//===----------------------------------------------------------------------===//

#include "matchers/PagePfn.h"
#include "rewrites/Actions.h"

using namespace pageless;
using namespace pageless::pagepfn;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "page-pfn",
    .version = "2",
    .summary = "take the page frame number of a bio_vec from a helper",
    .explain =
        "page_to_pfn() of bio_vec::bv_page becomes a call of the profile's\n"
        "helper, which needs no struct page, and pfn_to_page() of that the "
        "page\nitself. All other uses of the field are\n"
        "other rules' business, and so are those that bvec-page would leave "
        "to\n"
        "a person.\n",
    .before = "high = page_to_pfn(bv.bv_page) > limit;\n",
    .after = "high = bvec_pfn(&bv) > limit;\n",
    .confidence = Confidence::High,
    .reach = Reach::Narrow,
    .words = {"bv_page"},
    .roles = {"number"},
    .optionalRoles = {"page"},
    .sameCode = true,
    .cases =
        {
            {fieldDecl(bvec::field()), leave(Verdict::Definition)},
            {bvec::initializer(),
             leave(Verdict::Definition, Reason::DesignatedInitializer)},
            {roundTrip(), readThroughCall("page", RoundTrip)},
            {number(), readThroughCall("number", Conversion)},
            {bvec::page(), leave(Verdict::OtherRecord, Reason::OtherUse)},
            {bvec::offset(), leave(Verdict::OtherRecord, Reason::OtherUse)},
        },
});
