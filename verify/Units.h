//===- verify/Units.h - Which units show that a conversion is right  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_UNITS_H
#define PAGELESS_VERIFY_UNITS_H

#include "engine/CompileCommands.h"
#include "verify/SavedReport.h"

#include "llvm/Support/Error.h"

#include <set>
#include <string>
#include <vector>

namespace pageless {

/// One command of one database.
struct UnitCommand {
  const CompileDatabase *database = nullptr;
  const CompileCommand *command = nullptr;
  /// True if nothing but an edited header may make it of interest.
  bool onlyIfEdited = false;
};

/// The commands of every file with a word, and of those units that showed a
/// word of a header; with \p Every all others too. Fails, with one line, if
/// the report speaks of a configuration that is not among the databases.
/// \p Edited are paths of edited files.
llvm::Expected<std::vector<UnitCommand>>
chooseUnits(const SavedReport &Report, const std::set<std::string> &Edited,
            const std::vector<CompileDatabase> &Databases, bool Every);

} // namespace pageless

#endif // PAGELESS_VERIFY_UNITS_H
