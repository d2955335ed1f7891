//===- cache/TokenDigest.h - What a text says to a compiler -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_TOKENDIGEST_H
#define PAGELESS_CACHE_TOKENDIGEST_H

#include "cache/Digest.h"

namespace pageless {

/// Stands for the tokens of \p Text, for the lines that they are in, and for
/// whether there is space before each. Comments count as the space that they
/// are; preprocessor lines count as they are spelled. Two texts with the same
/// digest are the same to a compiler, but for the columns that it reports.
/// \param Lines false to leave out the numbers of the lines: then the texts are
///   the same but for what is reported, and for __LINE__. A text that says
///   __builtin_LINE has its lines counted in any case.
Digest tokenDigest(llvm::StringRef Text, bool Lines = true);

} // namespace pageless

#endif // PAGELESS_CACHE_TOKENDIGEST_H
