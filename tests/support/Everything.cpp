//===- tests/support/Everything.cpp ---------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/support/Everything.h"

#include "reports/Json.h"

using namespace pageless;

std::string pageless::test::everythingOf(const Result &R) {
  std::string All = writeJson(R);
  for (const PatchSet &P : R.patches)
    for (const FileChange &F : P.files) {
      All += P.subject + "\n" + F.path + "\n" + F.before;
      for (const TextEdit &E : F.edits)
        All += std::to_string(E.offset) + "+" + std::to_string(E.length) + " " +
               E.text + "\n";
    }
  return All;
}

std::string pageless::test::everythingOf(const ConvertOptions &Options) {
  llvm::Expected<Conversion> Converted = convert(Options);
  if (!Converted)
    return "refused: " + llvm::toString(Converted.takeError());
  return everythingOf(Converted->result);
}
