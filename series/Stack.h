//===- series/Stack.h - Patches that build on one another ------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each patch is text and edits of that text, so patches can be swapped and
// others slipped in between by moving offsets. Every such step is checked: what
// the files end as must stay the same.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_STACK_H
#define PAGELESS_SERIES_STACK_H

#include "engine/Result.h"

#include "llvm/Support/Error.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// A sequence of patches; each applies on top of those before it.
class PatchStack {
public:
  PatchStack() = default;
  /// \p Patches must build on one another as Result::patches do.
  explicit PatchStack(std::vector<PatchSet> Patches)
      : Patches(std::move(Patches)) {}

  const std::vector<PatchSet> &patches() const { return Patches; }

  /// What the first \p Count patches make of a file that some patch touches;
  /// nothing if none touches it, or if a later one makes it.
  std::optional<std::string> textAfter(std::size_t Count,
                                       const std::string &Path) const;

  /// Puts \p Patch, made for the texts after the first \p At patches, there,
  /// and moves the edits of those behind it. Fails, and changes nothing, if
  /// they edit the same text; the message names the file.
  llvm::Error insert(std::size_t At, PatchSet Patch);

  /// Sorts by \p Rank, stably, as far as patches can be swapped: one that
  /// edits what another brought stays behind it.
  void sortBy(const std::function<int(const PatchSet &)> &Rank);

  /// Replaces a patch by several that together change the same files, each
  /// file in one of them.
  void replace(std::size_t At, std::vector<PatchSet> Parts);

private:
  std::vector<PatchSet> Patches;
};

/// \p Moved, edits of the same text as \p First, as edits of what \p First
/// makes of it; nothing if they overlap. Both are sorted.
std::optional<std::vector<TextEdit>>
moveOver(const std::vector<TextEdit> &Moved,
         const std::vector<TextEdit> &First);

/// \p Second, edits of what \p First makes of a text, as edits of that text;
/// nothing if they touch what \p First wrote. Both are sorted.
std::optional<std::vector<TextEdit>>
moveUnder(const std::vector<TextEdit> &Second,
          const std::vector<TextEdit> &First);

} // namespace pageless

#endif // PAGELESS_SERIES_STACK_H
