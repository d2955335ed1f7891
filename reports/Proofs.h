//===- reports/Proofs.h - What a verification found, for readers  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_PROOFS_H
#define PAGELESS_REPORTS_PROOFS_H

#include "engine/Verification.h"

#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// The text of a report.json with \p V as its `verification`, in place of one
/// that it may have. The text must be a JSON object; "" if it is not.
std::string addProofs(std::string_view Report, const Verification &V);

/// The text of a patch with a paragraph about \p V at the end of its body, in
/// place of one that an earlier verification left. \p Files are the files that
/// the patch edits: the paragraph is about the units that read one of them.
std::string addProofs(std::string_view Patch, const Verification &V,
                      const std::vector<std::string> &Files);

/// What `pageless verify` prints. \p Out is the folder of the report.
std::string writeProofs(const Verification &V, std::string_view Out);

} // namespace pageless

#endif // PAGELESS_REPORTS_PROOFS_H
