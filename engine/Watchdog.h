//===- engine/Watchdog.h - Units that Clang never returns from -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_WATCHDOG_H
#define PAGELESS_ENGINE_WATCHDOG_H

#include "llvm/ADT/StringRef.h"

namespace pageless {

/// While it lives, what its thread does may take twice \p Seconds of CPU time
/// and a little more. Then the program ends, with one line that names \p Unit:
/// UnitBudget has not come to a word, and a thread cannot be stopped from
/// outside without harm. 0 for any time. It need not be destroyed. In programs
/// of others, which do not recover from crashes either, it does nothing.
class Watchdog {
public:
  Watchdog(llvm::StringRef Unit, unsigned Seconds);
  ~Watchdog();
  Watchdog(const Watchdog &) = delete;
  Watchdog &operator=(const Watchdog &) = delete;

private:
  unsigned Number = 0; ///< 0 if nobody watches
};

} // namespace pageless

#endif // PAGELESS_ENGINE_WATCHDOG_H
