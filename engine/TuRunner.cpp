//===- engine/TuRunner.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TuRunner.h"

#include "engine/ParseUnit.h"
#include "engine/Recover.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// True if the text did not tell which function bodies have to be parsed: a
/// macro with a word was expanded in one that was not, or a word in plain sight
/// is in no AST.
bool needsEverything(const Job &J, const UnitFacts &Facts) {
  const PpFacts &Pp = Facts.preprocessor;
  if (Pp.usedInSkippedBody)
    return true;
  std::set<Place> Seen;
  for (const Outcome &O : Facts.outcomes)
    Seen.insert({O.file, O.offset});
  return llvm::any_of(Pp.visible, [&](const Place &At) {
    return J.ledger.find(At.first, At.second)->kind == WordKind::Code &&
           !Seen.count(At) && !Pp.calls.count(At);
  });
}

} // namespace

void pageless::runUnit(const Job &J, const ParseOnce &Parse, ParseMode First,
                       UnitFacts &Facts) {
  const UnitFacts Fresh = Facts;
  bool Alive = Parse({}, Facts, First);
  if (Alive && First == ParseMode::Needed && needsEverything(J, Facts)) {
    Facts = Fresh;
    Facts.parses = 1;
    Alive = Parse({}, Facts, ParseMode::Everything);
  }
  if (!Alive) {
    const UnitReport Ended = std::move(Facts.report);
    const unsigned Parses = Facts.parses;
    Facts = Fresh;
    Facts.parses = Parses;
    Facts.report.status = UnitReport::Status::Crashed;
    Facts.report.firstError = "Clang crashed while parsing the unit";
    if (Ended.status == UnitReport::Status::Stopped) {
      Facts.report.status = Ended.status;
      Facts.report.firstError = Ended.firstError;
    }
    return;
  }
  if (Facts.report.errors)
    Facts.report.status = UnitReport::Status::Errors;
  const auto Again = [&](const Overlay &Changed, UnitFacts &Other) {
    return Parse(Changed, Other, ParseMode::Needed);
  };
  recoverDiscarded(J, Again, Facts);
}

UnitFacts pageless::runUnit(const Job &J, UnitInputs &Inputs,
                            const CompileCommand &Command,
                            const std::string &Configuration,
                            const std::string &InferredFrom,
                            InputRecord *Read) {
  UnitFacts Facts;
  Facts.report.inferredFrom = InferredFrom;
  Facts.report.file = Command.file;
  Facts.report.configuration = Configuration;
  const ParseOnce Parse = [&](const Overlay &Changed, UnitFacts &Found,
                              ParseMode Mode) {
    return parseUnit(J, Inputs, Command, Changed, Found, Mode, Read);
  };
  runUnit(J, Parse,
          Inputs.enabled().skipBodies ? ParseMode::Needed
                                      : ParseMode::Everything,
          Facts);
  return Facts;
}
