//===- matchers/BioVecPage.h - Who touches bio_vec::bv_page ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Says where, never what to do. By the field's declaration, so that no list of
// the structs that hold a bio_vec is needed.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_BIOVECPAGE_H
#define PAGELESS_MATCHERS_BIOVECPAGE_H

#include "matchers/Kernel.h"

namespace pageless::bvec {

using namespace clang::ast_matchers;

/// struct bio_vec { struct page *bv_page; … }
inline auto field() { return match::fieldOf("bio_vec", "bv_page"); }

/// Any expression that names the field, e.g. `bio->bi_io_vec[i].bv_page`.
inline auto page() { return memberExpr(member(field())).bind(match::Member); }

/// A use of the field in one way.
inline auto page(FieldUse Use) {
  return memberExpr(page(), match::isUsedAs(Use));
}

/// `x = bv->bv_page`
inline auto load() { return page(FieldUse::Read); }

/// `bv->bv_page = p;`
inline auto store() { return memberExpr(page(), match::isStored()); }

/// `offsetof(struct bio_vec, bv_page)`
inline auto offset() {
  return match::offsetOfExpr(match::offsetOfField(field()));
}

/// `{ .bv_page = p }`
inline auto initializer() {
  return designatedInitExpr(match::designatesField(field()));
}

} // namespace pageless::bvec

#endif // PAGELESS_MATCHERS_BIOVECPAGE_H
