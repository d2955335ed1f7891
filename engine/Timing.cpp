//===- engine/Timing.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Timing.h"

#include "llvm/Support/Format.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <mutex>

using namespace pageless;

namespace {

/// Events shorter than this many microseconds are left out of the trace.
constexpr unsigned Granularity = 200;

struct Total {
  double seconds = 0;
  std::size_t times = 0;
};

struct Measured {
  TimingOptions options;
  std::mutex mutex;
  std::map<std::string, Total> work; ///< by name; seconds of CPU
};

Measured &measured() {
  static Measured M;
  return M;
}

/// What other threads did on this one's behalf.
thread_local double OfOthers = 0;

timespec threadTime() {
  timespec Now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &Now);
  return Now;
}

double secondsBetween(const timespec &A, const timespec &B) {
  return static_cast<double>(B.tv_sec - A.tv_sec) +
         static_cast<double>(B.tv_nsec - A.tv_nsec) * 1e-9;
}

} // namespace

void pageless::startTiming(const TimingOptions &Options) {
  measured().options = Options;
  if (!Options.trace.empty())
    llvm::timeTraceProfilerInitialize(Granularity, "pageless");
}

llvm::Error pageless::finishTiming() {
  Measured &M = measured();
  if (M.options.report) {
    llvm::TimerGroup::printAll(llvm::errs());
    llvm::TimerGroup::clearAll();
    for (const auto &[Name, All] : M.work)
      llvm::errs() << llvm::format("%9.3f CPU s in %6zu times ", All.seconds,
                                   All.times)
                   << Name << '\n';
  }
  if (M.options.trace.empty())
    return llvm::Error::success();
  llvm::Error E = llvm::timeTraceProfilerWrite(M.options.trace, "pageless");
  llvm::timeTraceProfilerCleanup();
  if (!E)
    return E;
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "cannot write the trace " + M.options.trace +
                                     ": " + llvm::toString(std::move(E)));
}

Stage::Stage(llvm::StringRef Name)
    : Timer(Name, Name, "pageless", "Stages of the run",
            measured().options.report),
      Trace(Name) {}

Work::Work(const char *Name, llvm::StringRef Detail)
    : Name(Name), Trace(Name, Detail) {
  if (measured().options.report)
    Begin = threadTime();
}

Work::~Work() {
  Measured &M = measured();
  if (!M.options.report)
    return;
  const double Seconds = secondsBetween(Begin, threadTime());
  const std::lock_guard Lock(M.mutex);
  M.work[Name].seconds += Seconds;
  ++M.work[Name].times;
}

double pageless::cpuSeconds() {
  return OfOthers + secondsBetween({}, threadTime());
}

void pageless::addCpuSeconds(double Seconds) { OfOthers += Seconds; }

TracedThread::TracedThread() {
  if (!measured().options.trace.empty())
    llvm::timeTraceProfilerInitialize(Granularity, "pageless");
}

TracedThread::~TracedThread() {
  if (!measured().options.trace.empty())
    llvm::timeTraceProfilerFinishThread();
}
