//===- engine/UnitLimits.h - What a unit may cost ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_UNITLIMITS_H
#define PAGELESS_ENGINE_UNITLIMITS_H

namespace pageless {

/// What one parse of one unit may cost before it is given up.
struct UnitLimits {
  unsigned seconds = 300;    ///< of CPU time; 0 for any
  unsigned megabytes = 4096; ///< as Clang counts its memory; 0 for any
};

} // namespace pageless

#endif // PAGELESS_ENGINE_UNITLIMITS_H
