//===- rewrites/SgPageUnsafe.cpp - Uses of sg_page() for a person ---------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  get_page(sg_page(sg));
// After:   the same, listed as manual with the reason page-counted
//
//===----------------------------------------------------------------------===//

#include "matchers/SgPageUnsafe.h"
#include "rewrites/EntryActions.h"

using namespace pageless;
using namespace pageless::sgpage;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "sg-page-unsafe",
    .version = "1",
    .summary = "list the users of sg_page() that need a struct page",
    .explain =
        "An entry of a scatterlist need not have a struct page once it can\n"
        "hold a bare frame number. This rule edits nothing: it lists every\n"
        "sg_page() that no other rule which runs has claimed, with what is "
        "done\n"
        "with the page: stored, returned, tested, mapped, counted, counted on\n"
        "from, dereferenced, or passed on.\n",
    .before = "get_page(sg_page(sg));\n",
    .after = "get_page(sg_page(sg));\n",
    .confidence = Confidence::High,
    .reach = Reach::Rest,
    .words = {"sg_page"},
    .roles = {},
    .cases =
        std::vector<Case>{
            {broken(), manual(Reason::BrokenAst)},
            {page(PageUse::Number),
             leave(Verdict::OtherRecord, Reason::OtherUse)},
            {page(PageUse::Map), manual(Reason::PageMapped)},
            {page(PageUse::Count), manual(Reason::PageCounted)},
            {page(PageUse::Arithmetic), manual(Reason::PageArithmetic)},
            {page(PageUse::Test), manual(Reason::PageTested)},
            {page(PageUse::Store), manual(Reason::PageStored)},
            {page(PageUse::Return), manual(Reason::PageReturned)},
            {page(PageUse::Dereference), manual(Reason::PageDereferenced)},
            {page(PageUse::Pass), manual(Reason::PagePassed)},
            {page(), manual(Reason::NotUnderstood)},
        } +
        otherEntryCases(),
});
