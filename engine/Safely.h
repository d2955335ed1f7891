//===- engine/Safely.h - Work that may crash -------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SAFELY_H
#define PAGELESS_ENGINE_SAFELY_H

#include "llvm/ADT/STLFunctionalExtras.h"

namespace pageless {

/// From now on a crash ends what runSafely() runs, and not the program.
void enableCrashRecovery();

/// Runs \p Work on a thread with a large stack. False if it crashed, which
/// costs what it held and no more.
bool runSafely(llvm::function_ref<void()> Work);

} // namespace pageless

#endif // PAGELESS_ENGINE_SAFELY_H
