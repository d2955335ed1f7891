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

UnitFacts pageless::runUnit(const Job &J, UnitInputs &Inputs,
                            const CompileCommand &Command,
                            const std::string &Configuration,
                            const std::string &InferredFrom) {
  UnitFacts Facts;
  Facts.report.inferredFrom = InferredFrom;
  Facts.report.file = Command.file;
  Facts.report.configuration = Configuration;
  UnitFacts Parsed = Facts;
  const ParseMode First =
      Inputs.enabled().skipBodies ? ParseMode::Needed : ParseMode::Everything;
  bool Alive = parseUnit(J, Inputs, Command, {}, Parsed, First);
  if (Alive && First == ParseMode::Needed && needsEverything(J, Parsed)) {
    Parsed = Facts;
    Parsed.parses = 1;
    Alive = parseUnit(J, Inputs, Command, {}, Parsed, ParseMode::Everything);
  }
  if (!Alive) {
    Facts.report.status = UnitReport::Status::Crashed;
    Facts.report.firstError = "Clang crashed while parsing the unit";
    return Facts;
  }
  Facts = std::move(Parsed);
  if (Facts.report.errors)
    Facts.report.status = UnitReport::Status::Errors;
  const auto Parse = [&](const Overlay &Changed, UnitFacts &Again) {
    return parseUnit(J, Inputs, Command, Changed, Again);
  };
  recoverDiscarded(J, Parse, Facts);
  return Facts;
}
