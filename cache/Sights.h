//===- cache/Sights.h - What facts depend on --------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_SIGHTS_H
#define PAGELESS_CACHE_SIGHTS_H

#include "cache/FileStates.h"
#include "engine/TuRunner.h"

#include <utility>
#include <vector>

namespace pageless {

/// A path, by its number, and how exactly facts depend on it.
using Seen = std::pair<unsigned, Sight>;

/// What \p Facts, of a unit that has read \p Read, depend on: each path once,
/// sorted.
/// \param Text the facts as CBOR; what is no UTF-8 in them cannot be read.
std::vector<Seen> sightsOf(const UnitFacts &Facts, llvm::StringRef Text,
                           const InputRecord &Read, const Job &J,
                           const SharedFiles &Files);

/// True if the place of the unit's first error is in the file at \p Path, or
/// may be: of files outside of the tree only the name is known.
bool placesErrorIn(const UnitReport &Report, llvm::StringRef Path,
                   const TreePaths &Paths);

} // namespace pageless

#endif // PAGELESS_CACHE_SIGHTS_H
