//===- engine/Wrap.h - Edited lines that grew too long ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Edits make lines longer. One that was short enough before and is not any
// more is broken behind a comma or an operator, and goes on the way the file's
// other continuation lines do. Lines without an edit stay as they are.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_WRAP_H
#define PAGELESS_ENGINE_WRAP_H

#include "engine/Site.h"

#include <string_view>
#include <vector>

namespace pageless {

/// The longest line, in columns with tabs of 8, if the file has no longer one.
inline constexpr std::size_t UsualColumns = 80;
/// The longest line that checkpatch.pl lets pass today.
inline constexpr std::size_t MostColumns = 100;

/// Breaks the lines of \p Before that \p Edits make too long: longer than 100
/// columns, or than 80 in a file whose lines never are. Changes only white
/// space, in the text of the edits or by edits that it adds. \p Earlier are
/// edits of the same text that an earlier patch makes; where \p Taken, those of
/// any other patch, stand, no line is broken. All are sorted. A line that
/// cannot be broken well stays long.
void wrapEditedLines(std::string_view Before, std::vector<TextEdit> &Edits,
                     const std::vector<TextEdit> &Earlier,
                     const std::vector<TextEdit> &Taken);

} // namespace pageless

#endif // PAGELESS_ENGINE_WRAP_H
