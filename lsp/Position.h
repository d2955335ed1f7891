//===- lsp/Position.h - Places as editors count them ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_POSITION_H
#define PAGELESS_LSP_POSITION_H

#include "engine/LlvmLsp.h"

#include <optional>
#include <string_view>
#include <vector>

namespace pageless::lsp {

/// In what a position counts the characters of a line.
enum class Encoding {
  Utf8,  ///< bytes
  Utf16, ///< what every client knows: two for characters beyond U+FFFF
  Utf32, ///< characters
};

/// The name in the protocol, e.g. "utf-16".
std::string_view toString(Encoding E);
/// The encoding of that name, if it is known.
std::optional<Encoding> encodingNamed(llvm::StringRef Name);

/// Turns offsets in a text into positions and back.
class LineIndex {
public:
  /// The text must outlive the index.
  explicit LineIndex(llvm::StringRef Text);

  /// The position of a byte. An offset behind the end counts as the end.
  base::Position positionOf(std::size_t Offset, Encoding E) const;
  /// The byte at a position. A character behind the end of its line counts as
  /// the end of the line; a line behind the last one as the end of the text.
  std::size_t offsetOf(const base::Position &At, Encoding E) const;

private:
  llvm::StringRef lineAt(std::size_t Number) const;

  llvm::StringRef Text;
  std::vector<std::size_t> Starts; ///< of the lines
};

/// Does to \p Text what the client did. Fails if the range is upside down.
llvm::Error apply(const base::TextDocumentContentChangeEvent &Change,
                  Encoding E, std::string &Text);

} // namespace pageless::lsp

#endif // PAGELESS_LSP_POSITION_H
