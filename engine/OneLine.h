//===- engine/OneLine.h - Foreign text in messages -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_ONELINE_H
#define PAGELESS_ENGINE_ONELINE_H

#include "llvm/ADT/StringRef.h"

#include <string>

namespace pageless {

/// \p Text as a message may show it: control bytes and what is no UTF-8 become
/// "\x1b" and the like, and "..." stands for what is longer than messages are.
std::string oneLine(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_ENGINE_ONELINE_H
