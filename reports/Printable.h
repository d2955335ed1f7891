//===- reports/Printable.h - Texts for a terminal --------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REPORTS_PRINTABLE_H
#define PAGELESS_REPORTS_PRINTABLE_H

#include <string>
#include <string_view>

namespace pageless {

/// A text of the tree, on one line of a terminal. '?' stands for what could
/// move the cursor or change the order of the letters, and for bytes that are
/// not UTF-8. Tabs stay.
std::string printable(std::string_view Text);

} // namespace pageless

#endif // PAGELESS_REPORTS_PRINTABLE_H
