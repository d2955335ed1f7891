//===- rewrites/BioVecPfnField.cpp - bio_vec::bv_page to bv_pfn -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  struct page *bv_page;    { .bv_page = p }
// After:   __pfn_t bv_pfn;          { .bv_pfn = page_to_pfn_t(p) }
//
//===----------------------------------------------------------------------===//

#include "migrate/FieldChange.h"

using namespace pageless;

static const FieldChange Change = {
    .record = "bio_vec",
    .field = "bv_page",
    .from = {"struct", "page", "*"},
    .to = "__pfn_t",
    .name = "bv_pfn",
    .make = "frompage",
    .get = "page",
    .readers = {"bvec-page.read", "page-pfn.number"},
    .writer = "bvec-page.store",
    .twins = {{"bvec_iter_page", "bvec_iter_pfn"}},
};

[[maybe_unused]] static const RegisterRule Registered({
    .id = "bvec-pfn-field",
    .version = "1",
    .summary = "let a bio_vec hold a page frame number",
    .explain =
        "The field bio_vec::bv_page becomes a __pfn_t called bv_pfn, with its\n"
        "initialisers and the bodies of bvec_page() and bvec_set_page(). Run "
        "it\non a tree where bvec-page has converted the uses: if one is left, "
        "or\nstands where no given configuration shows it, nothing is "
        "converted and\nthe message names it. `struct bio_vec bv = { page };` "
        "sets the field "
        "by its\nposition; the name of the type leads there. If the tree has "
        "bvec_iter_pfn(), "
        "it "
        "takes the place\nof bvec_iter_page() in an initialiser, so that a "
        "number without a page is\nnot lost.\n",
    .before = "struct page *bv_page;\nstruct bio_vec bv = { .bv_page = p };\n",
    .after = "__pfn_t bv_pfn;\n"
             "struct bio_vec bv = { .bv_pfn = page_to_pfn_t(p) };\n",
    .confidence = Confidence::High,
    .reach = Reach::Rest,
    .words = {"bv_page", "bio_vec"},
    .roles = {"frompage", "page"},
    .onRequest = true,
    .wholeTree = true,
    .slots = fieldChangeSlots("bvec-pfn-field", Change),
    .cases = fieldChangeCases(Change),
});
