//===- series/Compose.h - Edits on top of edits ----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each patch is text and edits of that text, on top of the patches before it.
// These functions look through several at once.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_COMPOSE_H
#define PAGELESS_SERIES_COMPOSE_H

#include "engine/Result.h"

#include <cstddef>
#include <vector>

namespace pageless {

/// The edits of a text of \p Size bytes that do what \p First and then, on its
/// result, \p Second do. All are sorted.
std::vector<TextEdit> composeEdits(std::size_t Size,
                                   const std::vector<TextEdit> &First,
                                   const std::vector<TextEdit> &Second);

/// Where what stands at \p Offset after \p Sorted stood before. Text that an
/// edit wrote counts as standing where the edit begins.
std::size_t offsetBefore(std::size_t Offset,
                         const std::vector<TextEdit> &Sorted);

/// Whether \p Sorted replace any of the bytes of \p Range.
bool replacesAny(const std::vector<TextEdit> &Sorted, ByteRange Range);

} // namespace pageless

#endif // PAGELESS_SERIES_COMPOSE_H
