//===- reports/Patch.h - Patches that git apply and patch take -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One text per patch: prose, and the diffs of reports/Diff.h.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_PATCH_H
#define PAGELESS_REPORTS_PATCH_H

#include "engine/Result.h"

#include <string>
#include <string_view>

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

/// \p Text with "| " before every line that a patch program could take for a
/// diff. The last line ends with '\n' if there is one.
std::string shieldProse(std::string_view Text);

} // namespace pageless

#endif // PAGELESS_REPORTS_PATCH_H
