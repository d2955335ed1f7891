//===- engine/RulePage.h - Where a rule is documented ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_RULEPAGE_H
#define PAGELESS_ENGINE_RULEPAGE_H

#include "engine/Version.h"

#include <string>
#include <string_view>

namespace pageless {

/// The address of the page on a rule, docs/rules/<id>.md. Whatever can show a
/// link shows this one; the build's PAGELESS_DOCS_URL says where docs/ is.
inline std::string rulePage(std::string_view Id) {
  return std::string(DocsUrl) + "/rules/" + std::string(Id) + ".md";
}

} // namespace pageless

#endif // PAGELESS_ENGINE_RULEPAGE_H
