//===- rewrites/EntryActions.h - Addresses of entries ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// What the rules on sg_page() have in common: an address that is made from the
// page of an entry, perhaps with the entry's offset, becomes one call.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_REWRITES_ENTRYACTIONS_H
#define PAGELESS_REWRITES_ENTRYACTIONS_H

#include "matchers/EntryMatchers.h"
#include "rewrites/Actions.h"

namespace pageless {

/// What a helper returns.
enum class Yields {
  WithOffset, ///< the address of the data: page and offset
  PageOnly,   ///< what the conversion yields
};

/// Replaces the bound `conversion(sg_page(entry)) + entry->offset` by the
/// rule's helper \p Role. Where the offset is not added, but the helper adds
/// it, it is subtracted again: `helper(entry) - entry->offset`. Manual if the
/// profile has no such helper.
Action throughEntryHelper(std::string Role, Yields What);

/// The cases that every such rule has for the uses \p What: reasons to leave
/// them to a person first, then the helper \p Role.
std::vector<Case> entryCases(const match::EntryMatcher &What, std::string Role,
                             Yields Result);

/// The cases that end every such rule: the declaration of sg_page(), and the
/// uses that are other rules' business.
std::vector<Case> otherEntryCases();

/// One list after the other.
std::vector<Case> operator+(std::vector<Case> A, const std::vector<Case> &B);

} // namespace pageless

#endif // PAGELESS_REWRITES_ENTRYACTIONS_H
