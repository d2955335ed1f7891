//===- reports/Patch.h - Patches that git apply and patch take -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The edits say which lines change, so no diff is searched for. The hunks are
// those that `git diff` prints: three lines of context, hunks merged when their
// contexts touch, the same headings, the same quoting of paths. Lines end with
// '\n' only; every other byte, also '\r' and '\f', is part of its line.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_PATCH_H
#define PAGELESS_REPORTS_PATCH_H

#include "engine/Result.h"

#include <string>

namespace pageless {

/// Renders \p Patch as the text of one patch file: subject, blank line, body, a
/// line "---", a blank line, then one git diff per changed file, in the order
/// of `PatchSet::files`. Both `git apply` and `patch -p1` take the text.
///
/// A line of subject or body that a patch program could take for a diff (such
/// as "--- a/file" or "diff --git") is shown behind "| ".
///
/// Files whose edits change nothing are left out; a patch whose files are all
/// left out is only the header, which `git apply` refuses. Aborts with a
/// message if the edits of a file are not sorted, overlap or reach beyond the
/// end of the file, since no patch could be right then.
std::string writePatch(const PatchSet &Patch);

} // namespace pageless

#endif // PAGELESS_REPORTS_PATCH_H
