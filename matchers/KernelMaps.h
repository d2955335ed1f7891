//===- matchers/KernelMaps.h - kmap() and its relatives --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What flow/Pairing has to know about the kernel: which calls map and unmap a
// page, as functions or as macros, which functions keep no address that they
// are given, and which never sleep.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_KERNELMAPS_H
#define PAGELESS_MATCHERS_KERNELMAPS_H

#include "flow/Pairing.h"

#include "clang/AST/ASTTypeTraits.h"

#include <string>

namespace pageless {

/// MapCall::kind.
enum class MapFamily { Atomic, Sleeping, Local, Pfn };

/// A call that maps or unmaps, as it is written.
struct SpelledMap {
  MapCall what;
  MapFamily family = MapFamily::Atomic;
  clang::SourceLocation name; ///< of the function or macro
};

/// \p Call, if it is a call of kmap() or one of its relatives, or what such a
/// macro makes.
std::optional<SpelledMap> spelledMap(const clang::CallExpr &Call,
                                     const clang::ASTContext &Context);

/// Whose page an expression is.
struct MappedPage {
  enum class Of {
    BioVec,  ///< `bv->bv_page`, `bvec_page(bv)`
    Entry,   ///< `sg_page(sg)`
    Near,    ///< a page that is found from one of these
    Another, ///< none of these
  };
  Of of = Of::Another;
  const clang::MemberExpr *member = nullptr; ///< for `bv->bv_page`
  const clang::CallExpr *accessor = nullptr; ///< for the calls
};

/// Looks at a page's expression.
MappedPage mappedPage(const clang::Expr *Page);

/// What the analysis asks, answered for the kernel.
MapKnowledge kernelMaps(const clang::ASTContext &Context);

/// True if the function, which may be called while a page is mapped with
/// kmap(), is known never to sleep.
bool neverSleeps(const clang::CallExpr &Call);

/// True if the call depends on disabled page faults or preemption.
bool needsAtomic(const clang::CallExpr &Call);

/// The call whose function \p Node names, or \p Node itself. Null if none.
const clang::CallExpr *callNamedBy(const clang::DynTypedNode &Node,
                                   clang::ASTContext &Context);

/// The function whose body \p Call stands in, or null.
const clang::FunctionDecl *functionAround(const clang::CallExpr &Call,
                                          clang::ASTContext &Context);

} // namespace pageless

#endif // PAGELESS_MATCHERS_KERNELMAPS_H
