//===- migrate/Split.h - A function for the new type beside it -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A function that others name as well, whom no unit need show, keeps its name
// and its type for them: its body moves to a function of a new name, which
// takes the new type, and it calls that one.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_SPLIT_H
#define PAGELESS_MIGRATE_SPLIT_H

#include "engine/SiteText.h"
#include "migrate/Migration.h"

#include "clang/AST/Decl.h"

#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// The name of the new function, e.g. "swiotlb_map_pfn"; "" if \p Name does not
/// have the old operation in it.
std::string splitName(llvm::StringRef Name, const Migration &M);

/// The edits that make the declaration \p F one of the new function and put one
/// of the old behind it; for a definition, a body that calls the new one with
/// \p Wrap. \p Changed are the edits for the parameter. On failure says why.
std::optional<std::vector<TextEdit>>
splitDeclaration(const clang::FunctionDecl &F, const Migration &M,
                 const std::string &Wrap, const std::vector<TextEdit> &Changed,
                 const SiteText &Text, std::string &Why);

} // namespace pageless

#endif // PAGELESS_MIGRATE_SPLIT_H
