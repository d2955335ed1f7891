//===- rewrites/BioVecPage.cpp - bio_vec::bv_page to accessors ------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  page = bv->bv_page;           bio->bi_io_vec[i].bv_page = page;
// After:   page = bvec_page(bv);         bvec_set_page(&bio->bi_io_vec[i],
// page);
//
//===----------------------------------------------------------------------===//

#include "matchers/BioVecPage.h"
#include "rewrites/Actions.h"

using namespace pageless;
using namespace pageless::bvec;

[[maybe_unused]] static const RegisterRule Registered({
    .id = "bvec-page",
    .version = "1",
    .summary = "reach a bio_vec's page through accessors",
    .explain =
        "Every read of bio_vec::bv_page becomes a call of the profile's read\n"
        "helper, every assignment whose value nobody uses one of its store\n"
        "helper; the object expression is evaluated exactly as often as "
        "before.\n"
        "Uses that need the field itself (its address, its size, ++) are "
        "listed.\n"
        "Initialisers stay as they are while the field keeps its name.\n",
    .before = "page = bv->bv_page;\nbio->bi_io_vec[i].bv_page = page;\n",
    .after =
        "page = bvec_page(bv);\nbvec_set_page(&bio->bi_io_vec[i], page);\n",
    .confidence = Confidence::High,
    .words = {"bv_page"},
    .roles = {"read", "store"},
    .sameCode = true,
    .hides = "bio_vec::bv_page",
    .cases =
        {
            {fieldDecl(field()), leave(Verdict::Definition)},
            {initializer(),
             leave(Verdict::Definition, Reason::DesignatedInitializer)},
            {offset(), manual(Reason::Offsetof)},
            {page(FieldUse::Offsetof), manual(Reason::Offsetof)},
            {memberExpr(page(), match::isBroken()), manual(Reason::BrokenAst)},
            {page(FieldUse::AddressTaken), manual(Reason::AddressTaken)},
            {page(FieldUse::Increment), manual(Reason::Increment)},
            {page(FieldUse::CompoundAssignment),
             manual(Reason::CompoundAssignment)},
            {page(FieldUse::StoreUsed), manual(Reason::StoreValueUsed)},
            {page(FieldUse::StoreInConditional),
             manual(Reason::StoreInConditional)},
            {page(FieldUse::Sizeof), manual(Reason::Sizeof)},
            {page(FieldUse::Typeof), manual(Reason::Typeof)},
            {page(FieldUse::Constant), manual(Reason::ConstantInitializer)},
            {page(FieldUse::AsmOperand), manual(Reason::AsmOperand)},
            {memberExpr(page(), match::isOfUnnamedMember()),
             manual(Reason::AnonymousMember)},
            {memberExpr(page(), match::isOfVolatile()),
             manual(Reason::VolatileObject)},
            {memberExpr(page(), match::isOfRegisterVariable()),
             manual(Reason::RegisterVariable)},
            {memberExpr(page(), match::isOfPacked()),
             manual(Reason::PackedObject)},
            {memberExpr(page(), match::isOfValue()),
             manual(Reason::NotAddressable)},
            {memberExpr(page(), match::isStoredInOrder()),
             manual(Reason::EvaluationOrder)},
            {store(), storeThroughHelper("store")},
            {load(), readThroughHelper("read")},
            {page(), manual(Reason::NotUnderstood)},
        },
});
