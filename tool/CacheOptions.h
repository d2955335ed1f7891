//===- tool/CacheOptions.h - Where facts are kept ---------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_CACHEOPTIONS_H
#define PAGELESS_TOOL_CACHEOPTIONS_H

#include "engine/Convert.h"

namespace pageless {

/// Gives a run the cache that --cache, --cache-size and --no-cache ask for. If
/// it cannot be had, the run does without, and stderr says so.
void useCache(ConvertOptions &Options);

/// Says on stderr how many units the cache knew, if there was one.
void reportCache();

} // namespace pageless

#endif // PAGELESS_TOOL_CACHEOPTIONS_H
