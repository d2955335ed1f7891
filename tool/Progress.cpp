//===- tool/Progress.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/Progress.h"

#include "llvm/Support/Format.h"

#include <cmath>

using namespace pageless;

std::string pageless::progressText(std::size_t Done, std::size_t Total,
                                   double Seconds) {
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  Out << Done << '/' << Total << " units";
  if (Done == 0 || Seconds <= 0)
    return Text;
  const double Rate = static_cast<double>(Done) / Seconds;
  const auto Left = static_cast<unsigned>(
      std::lround(static_cast<double>(Total - Done) / Rate));
  Out << llvm::format(", %.1f/s, %u:%02u left", Rate, Left / 60, Left % 60);
  return Text;
}

void ProgressLine::update(std::size_t Done, std::size_t Total) {
  const Clock::time_point Now = Clock::now();
  if (Done < Total && Shown && Now - Last < std::chrono::milliseconds(100))
    return;
  Last = Now;
  Shown = true;
  const std::chrono::duration<double> Passed = Now - Start;
  Out << "\r\033[K" << progressText(Done, Total, Passed.count());
  Out.flush();
}

void ProgressLine::show(llvm::StringRef Text) {
  const Clock::time_point Now = Clock::now();
  if (Shown && Now - Last < std::chrono::milliseconds(100))
    return;
  Last = Now;
  Shown = true;
  Out << "\r\033[K" << Text;
  Out.flush();
}

void ProgressLine::clear() {
  if (Shown)
    Out << "\r\033[K";
  Shown = false;
  Out.flush();
}
