//===- migrate/DeclEdit.h - Give a declaration another type ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MIGRATE_DECLEDIT_H
#define PAGELESS_MIGRATE_DECLEDIT_H

#include "engine/SiteText.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// A token of a file.
struct TextToken {
  ByteRange range;
  llvm::StringRef text;
};

/// The tokens in \p Range of \p Buffer, without comments.
std::vector<TextToken> tokensIn(llvm::StringRef Buffer, ByteRange Range);

/// The white space to put behind \p With, which stands for what is at \p Before
/// up to \p Gap, so that what is at \p Behind keeps its column if \p Gap has
/// tabs.
std::string gapFor(llvm::StringRef Buffer, std::size_t Before,
                   const std::string &With, llvm::StringRef Gap,
                   std::size_t Behind);

/// A type in terms of tokens.
struct TypeChange {
  std::vector<std::string> from;
  std::string to;
  std::string name; ///< the declaration's new name; "" keeps it
};

/// The edits that give \p D the type, keeping the column of its name where tabs
/// stand before it. On failure says why in \p Why. The declaration must be
/// written in the text of \p Text, its specifiers for it alone.
std::optional<std::vector<TextEdit>>
changeDeclaration(const clang::DeclaratorDecl &D, const TypeChange &Change,
                  const SiteText &Text, std::string &Why);

/// The same for the type that stands at \p Range, e.g. of what is returned.
std::optional<std::vector<TextEdit>> changeType(clang::SourceRange Range,
                                                const TypeChange &Change,
                                                const SiteText &Text,
                                                std::string &Why);

} // namespace pageless

#endif // PAGELESS_MIGRATE_DECLEDIT_H
