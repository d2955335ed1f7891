//===- engine/Columns.h - Where text stands on a line -----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_COLUMNS_H
#define PAGELESS_ENGINE_COLUMNS_H

#include "llvm/ADT/StringRef.h"

#include <cstddef>
#include <string>

namespace pageless {

/// Columns of a tab, see the kernel's Documentation/process/coding-style.rst.
inline constexpr std::size_t TabWidth = 8;

/// The column, from 0, behind \p Text if it begins at \p Column. A character of
/// UTF-8 is one column wide.
inline std::size_t columnAfter(llvm::StringRef Text, std::size_t Column = 0) {
  for (const char Byte : Text)
    if (Byte == '\n')
      Column = 0;
    else if (Byte == '\t')
      Column += TabWidth - Column % TabWidth;
    else if ((static_cast<unsigned char>(Byte) & 0xc0) != 0x80)
      ++Column;
  return Column;
}

/// The column, from 0, of a byte of \p Buffer on its line.
inline std::size_t columnAt(llvm::StringRef Buffer, std::size_t Offset) {
  const llvm::StringRef Before = Buffer.take_front(Offset);
  return columnAfter(Before.substr(Before.rfind('\n') + 1)); // npos + 1 == 0
}

/// White space up to a column, in tabs as far as they reach.
inline std::string indentTo(std::size_t Column) {
  return std::string(Column / TabWidth, '\t') +
         std::string(Column % TabWidth, ' ');
}

} // namespace pageless

#endif // PAGELESS_ENGINE_COLUMNS_H
