//===- cache/Identity.h - Which program this is -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_IDENTITY_H
#define PAGELESS_CACHE_IDENTITY_H

#include "cache/Digest.h"

namespace pageless {

/// Stands for the running program, with Clang's and all other libraries that it
/// has loaded: whatever is built anew or updated has another.
Digest programIdentity();

} // namespace pageless

#endif // PAGELESS_CACHE_IDENTITY_H
