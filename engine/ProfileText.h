//===- engine/ProfileText.h - A profile, unread -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_PROFILETEXT_H
#define PAGELESS_ENGINE_PROFILETEXT_H

#include "llvm/Support/Error.h"

#include <string>

namespace pageless {

/// The JSON text that loadProfile() reads. Fails, with one line, if there is no
/// such profile; the text may be no profile, for parseProfile() to say.
llvm::Expected<std::string> profileText(const std::string &NameOrFile);

} // namespace pageless

#endif // PAGELESS_ENGINE_PROFILETEXT_H
