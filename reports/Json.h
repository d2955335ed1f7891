//===- reports/Json.h - report.json, for other programs --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The format is described, key by key, in reports/schema/report.schema.json;
// the two change together.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_JSON_H
#define PAGELESS_REPORTS_JSON_H

#include "engine/Result.h"

#include <string>

namespace pageless {

/// Renders \p R as report.json: UTF-8, two spaces of indent, a final '\n'. The
/// same result gives the same bytes.
///
/// Never fails: bytes that are not UTF-8 are shown as U+FFFD, so a text that
/// must be exact is to be read from the tree.
std::string writeJson(const Result &R);

} // namespace pageless

#endif // PAGELESS_REPORTS_JSON_H
