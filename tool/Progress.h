//===- tool/Progress.h - A line that says how far it is --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_PROGRESS_H
#define PAGELESS_TOOL_PROGRESS_H

#include "llvm/Support/raw_ostream.h"

#include <chrono>
#include <cstddef>
#include <string>

namespace pageless {

/// "34/77 units, 5.2/s, 0:08 left": what the line says after \p Seconds.
std::string progressText(std::size_t Done, std::size_t Total, double Seconds);

/// Rewrites one line of a terminal, at most ten times a second.
class ProgressLine {
public:
  explicit ProgressLine(llvm::raw_ostream &Out)
      : Out(Out), Start(Clock::now()), Last(Start) {}
  /// Shows the line, if it is time to.
  void update(std::size_t Done, std::size_t Total);
  /// Shows any text, if it is time to.
  void show(llvm::StringRef Text);
  /// Takes the line away.
  void clear();

private:
  using Clock = std::chrono::steady_clock;
  llvm::raw_ostream &Out;
  Clock::time_point Start, Last;
  bool Shown = false;
};

} // namespace pageless

#endif // PAGELESS_TOOL_PROGRESS_H
