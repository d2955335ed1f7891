//===- fuzz/Report.cpp - report.json, as verify reads it ------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "fuzz/Check.h"
#include "verify/SavedReport.h"

#include <tuple>

using namespace pageless;
using namespace pageless::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  auto Report = readReport(textOf(Data, Size));
  if (!Report) {
    checkedError(Report.takeError());
    return 0;
  }
  const Site *Last = nullptr;
  for (const Site &S : Report->sites) {
    check(!S.word.empty() && S.line && S.column, "a site has a place");
    check(!Last || std::tie(Last->file, Last->line, Last->column) <=
                       std::tie(S.file, S.line, S.column),
          "sites are sorted");
    Last = &S;
  }
  return 0;
}
