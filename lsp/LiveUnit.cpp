//===- lsp/LiveUnit.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/LiveUnit.h"

using namespace pageless;
using namespace pageless::lsp;

void LiveUnit::refreshPreamble(const Job &J,
                               const Preamble::FileSystem &Files) {
  const auto It = J.ledger.texts.find(Command.file);
  if (It == J.ledger.texts.end()) {
    Headers.reset(); // the edited file is one of the headers
    return;
  }
  if (Headers && Headers->fits(J, Command, Files, It->second))
    return;
  Headers = Preamble::build(J, Command, Files);
  Built += Headers ? 1 : 0;
}

bool LiveUnit::parse(const Job &J, const Preamble::FileSystem &Files,
                     const Overlay &Changed, UnitFacts &Facts,
                     ParseMode Mode) const {
  const auto It = Changed.find(Command.file);
  // What blanks a call out must not change what was precompiled.
  if (Headers &&
      (It == Changed.end() || Headers->fits(J, Command, Files, It->second)))
    return Headers->parse(J, Command, Files, Changed, Facts, Mode);
  ParseInput Input;
  Input.directory = Command.directory;
  Input.files = Files;
  Input.invocation = makeInvocation(Command, Files);
  if (Input.invocation)
    return parseUnit(J, Input, Changed, Facts, Mode);
  ++Facts.report.errors;
  Facts.report.firstError = "the compile command names no C source";
  return true;
}

UnitFacts LiveUnit::run(const Job &J, const Preamble::FileSystem &Files) {
  Files->setCurrentWorkingDirectory(Command.directory);
  refreshPreamble(J, Files);
  UnitFacts Facts;
  Facts.report.file = Command.file;
  Facts.report.inferredFrom = InferredFrom;
  runUnit(
      J,
      [&](const Overlay &Changed, UnitFacts &Found, ParseMode Mode) {
        return parse(J, Files, Changed, Found, Mode);
      },
      ParseMode::Needed, Facts);
  return Facts;
}
