//===- rewrites/MapActions.h - Maps together with their unmaps -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REWRITES_MAPACTIONS_H
#define PAGELESS_REWRITES_MAPACTIONS_H

#include "engine/Rule.h"

namespace pageless {

/// Rewrites the call bound as \p Call, a map of a bio_vec's or scatterlist
/// entry's page or an unmap of one, through the rule's helpers `bvec`, `sg` and
/// `unmap`. All calls of one pairing group are one group of sites; a trap makes
/// all of them manual.
Action convertPair(std::string Call);

} // namespace pageless

#endif // PAGELESS_REWRITES_MAPACTIONS_H
