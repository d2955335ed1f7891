//===- engine/Groups.h - What converts together or not at all --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_GROUPS_H
#define PAGELESS_ENGINE_GROUPS_H

#include "engine/Merge.h"
#include "engine/Rule.h"
#include "engine/TuRunner.h"

#include <vector>

namespace pageless {

/// Gives the rules the slots that the units have reached, and their names as
/// words. True if there are new ones: then the tree must be read again.
bool growSlots(std::vector<Rule> &Rules, const std::vector<UnitFacts> &Units);

/// Makes the sites of a group manual if one of them, or any other spelling of
/// the name of one of its slots, is not understood. The message has the path.
void blockGroups(std::vector<MergedSite> &Sites, const Job &J);

} // namespace pageless

#endif // PAGELESS_ENGINE_GROUPS_H
