//===- fuzz/Baseline.cpp - Accepted findings ------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Baseline.h"
#include "fuzz/Check.h"

using namespace pageless;
using namespace pageless::fuzz;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  auto Known = readBaseline(textOf(Data, Size).str(), "known.json");
  if (!Known) {
    checkedError(Known.takeError());
    return 0;
  }
  // A report with just these findings has the same baseline, and none is new.
  CheckReport Report;
  for (const auto &[Of, Count] : *Known)
    for (unsigned I = 0; I < Count; ++I) {
      Finding F;
      F.site.file = Of.first;
      F.content = Of.second;
      Report.findings.push_back(std::move(F));
    }
  const std::size_t All = Report.findings.size();
  const std::string Text = writeBaseline(Report);
  auto Again = readBaseline(Text, "again.json");
  if (!Again)
    check(false, "what was written can be read",
          checkedError(Again.takeError()));
  check(*Again == *Known, "what was written is read as it was", Text);
  acceptFindings(Report, *Known);
  check(Report.findings.empty() && Report.accepted == All,
        "a finding that is known is accepted", Text);
  return 0;
}
