//===- engine/SiteText.h - From AST locations to text to edit --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A site is identified by the text that must change: the file, or, for a word
// in a macro's body, the macro's definition. All tokens that one site edits
// must be spelled side by side in that text; this finds them there, or says
// that they are not.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SITETEXT_H
#define PAGELESS_ENGINE_SITETEXT_H

#include "engine/Site.h"

#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceLocation.h"
#include "clang/Basic/SourceManager.h"

#include <optional>

namespace pageless {

/// The stretch of text that one token, the anchor, is spelled in.
class SiteText {
public:
  SiteText(clang::SourceLocation Anchor, const clang::SourceManager &Sources,
           const clang::LangOptions &Options);

  /// The file that holds the text; invalid if the anchor was made by `##`.
  clang::FileID file() const { return File; }
  /// That whole file.
  llvm::StringRef buffer() const { return Buffer; }
  /// Offset of the anchor in the file, behind line splices that Clang counts
  /// as its beginning.
  std::size_t offset() const { return Offset; }
  /// True if that text is the body of a macro.
  bool isInMacroBody() const {
    return Sources.getSLocEntry(Level).isExpansion();
  }
  /// True if the anchor begins with a line splice.
  bool isSpliced() const { return Spliced; }

  /// Where the token at \p Location is spelled, if that is in this text and
  /// not in the body or in an argument of some other macro.
  std::optional<ByteRange> token(clang::SourceLocation Location) const;

  /// Where the tokens of \p Range are spelled. A macro call that makes up the
  /// whole beginning or end of the range counts as one token, and so does a
  /// parameter's name for the argument it stands for.
  std::optional<ByteRange> range(clang::SourceRange Range) const;

private:
  std::optional<ByteRange> spelled(clang::SourceLocation Location) const;
  std::optional<clang::SourceLocation> climb(clang::SourceLocation Location,
                                             bool Begin) const;

  const clang::SourceManager &Sources;
  const clang::LangOptions &Options;
  clang::FileID Level; ///< the file, or one expansion of a macro's body
  clang::FileID File;
  llvm::StringRef Buffer;
  std::size_t Offset = 0;
  bool Spliced = false;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_SITETEXT_H
