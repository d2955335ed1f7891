//===- engine/Apply.h - Edits to text, text to the tree --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_APPLY_H
#define PAGELESS_ENGINE_APPLY_H

#include "engine/Result.h"
#include "engine/TreeLock.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pageless {

/// Puts edits into the order in which they apply: by offset, of insertions at
/// one offset as TextEdit::nesting says.
void sortEdits(std::vector<TextEdit> &Edits);

/// The indices of two neighbours in \p Sorted that overlap, or nothing.
std::optional<std::pair<std::size_t, std::size_t>>
findOverlap(const std::vector<TextEdit> &Sorted);

/// \p Before with \p Sorted applied. They must be sorted and not overlap, and
/// lie within the text.
std::string applyEdits(std::string_view Before,
                       const std::vector<TextEdit> &Sorted);

/// Carries an offset over \p Sorted: what stood at \p Offset before stands at
/// the result after. An insertion at the offset moves it.
std::size_t shiftOffset(std::size_t Offset,
                        const std::vector<TextEdit> &Sorted);

/// Applies all patches of \p R to the files of the tree: all of them, or none
/// if a file has changed since it was parsed, lies outside the root, or cannot
/// be written. It fails with one line then. If the program is killed on the
/// way, the next one to take the lock finishes or undoes it.
llvm::Error applyInPlace(const Result &R, const TreeLock &Lock);

} // namespace pageless

#endif // PAGELESS_ENGINE_APPLY_H
