//===- engine/TuRunner.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TuRunner.h"

#include "engine/ParseUnit.h"
#include "engine/Recover.h"

using namespace pageless;

UnitFacts pageless::runUnit(const Job &J, const CompileCommand &Command,
                            const std::string &Configuration) {
  UnitFacts Facts;
  Facts.report.file = Command.file;
  Facts.report.configuration = Configuration;
  UnitFacts Parsed = Facts;
  if (!parseUnit(J, Command, {}, Parsed)) {
    Facts.report.status = UnitReport::Status::Crashed;
    Facts.report.firstError = "Clang crashed while parsing the unit";
    return Facts;
  }
  Facts = std::move(Parsed);
  if (Facts.report.errors)
    Facts.report.status = UnitReport::Status::Errors;
  recoverDiscarded(J, Command, Facts);
  return Facts;
}
