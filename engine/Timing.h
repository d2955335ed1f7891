//===- engine/Timing.h - Where the time of a run goes ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Stages follow one another, so the process's CPU time between the begin and
// the end of one is its own, whatever threads it has. What happens at the same
// time on several threads is counted by the thread instead.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_TIMING_H
#define PAGELESS_ENGINE_TIMING_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/TimeProfiler.h"
#include "llvm/Support/Timer.h"

#include <ctime>
#include <string>

namespace pageless {

/// What the user wants to know about time. Set once, before the run.
struct TimingOptions {
  bool report = false; ///< a table on stderr when the program ends
  std::string trace;   ///< file for a trace in Chrome's format; "" for none
};

/// Begins to measure. The trace is kept in memory until finishTiming().
void startTiming(const TimingOptions &Options);

/// Writes what was measured. Fails, with one line, if the trace cannot be
/// written.
llvm::Error finishTiming();

/// A stage of the run, on the main thread, from construction to destruction.
class Stage {
public:
  /// \p Name is for the table and the trace, e.g. "scan".
  explicit Stage(llvm::StringRef Name);

private:
  llvm::NamedRegionTimer Timer;
  llvm::TimeTraceScope Trace;
};

/// Work on one thread while others work too: its CPU time is added up under
/// its name.
class Work {
public:
  /// \p Name is for the table and the trace, \p Detail for the trace only.
  Work(const char *Name, llvm::StringRef Detail);
  ~Work();
  Work(const Work &) = delete;
  Work &operator=(const Work &) = delete;

private:
  const char *Name;
  timespec Begin{};
  llvm::TimeTraceScope Trace;
};

/// CPU seconds of this thread, and of those that it waited for and reported
/// with addCpuSeconds().
double cpuSeconds();

/// Counts what another thread did on this one's behalf.
void addCpuSeconds(double Seconds);

/// Makes the trace include what this thread does while the object lives. Not
/// for the main thread.
class TracedThread {
public:
  TracedThread();
  ~TracedThread();
  TracedThread(const TracedThread &) = delete;
  TracedThread &operator=(const TracedThread &) = delete;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_TIMING_H
