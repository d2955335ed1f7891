//===- engine/Watchdog.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Watchdog.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/Twine.h"
#include "llvm/Support/CrashRecoveryContext.h"

#include <chrono>
#include <csignal>
#include <ctime>
#include <map>
#include <mutex>
#include <pthread.h>
#include <string>
#include <thread>
#include <unistd.h>

using namespace pageless;

namespace {

struct Watched {
  std::string unit;
  clockid_t clock;
  time_t most;
};

/// Never destroyed: the thread that looks at it outlives main().
struct State {
  std::mutex mutex;
  std::map<unsigned, Watched> all;
  unsigned last = 0;
};

State &state() {
  static State *const Only = new State;
  return *Only;
}

[[noreturn]] void end(const Watched &W) {
  const std::string Line =
      ("pageless: Clang does not come back from " + llvm::Twine(W.unit) +
       ": nothing was written; leave the unit out of the database, or allow "
       "more with --unit-seconds\n")
          .str();
  (void)!::write(STDERR_FILENO, Line.data(), Line.size());
  _exit(3);
}

[[noreturn]] void watch() {
  State &S = state();
  for (;;) {
    std::this_thread::sleep_for(std::chrono::seconds(1));
    const std::lock_guard Lock(S.mutex);
    for (auto It = S.all.begin(); It != S.all.end();) {
      timespec Now{};
      if (clock_gettime(It->second.clock, &Now) != 0) { // crashed and gone
        It = S.all.erase(It);
        continue;
      }
      if (Now.tv_sec > It->second.most)
        end(It->second);
      ++It;
    }
  }
}

/// Signals are for the main thread, which may want them to wait.
void startWatching() {
  sigset_t All, Before;
  sigfillset(&All);
  pthread_sigmask(SIG_SETMASK, &All, &Before);
  std::thread(watch).detach();
  pthread_sigmask(SIG_SETMASK, &Before, nullptr);
}

} // namespace

Watchdog::Watchdog(llvm::StringRef Unit, unsigned Seconds) {
  Watched W{Unit.str(), {}, 2 * static_cast<time_t>(Seconds) + 5};
  if (Seconds == 0 || !llvm::CrashRecoveryContext::GetCurrent() ||
      pthread_getcpuclockid(pthread_self(), &W.clock) != 0)
    return;
  for (char &Byte : W.unit)
    if (llvm::isASCII(Byte) && !llvm::isPrint(Byte))
      Byte = '?';
  static std::once_flag Started;
  std::call_once(Started, startWatching);
  State &S = state();
  const std::lock_guard Lock(S.mutex);
  Number = ++S.last;
  S.all.emplace(Number, std::move(W));
}

Watchdog::~Watchdog() {
  if (!Number)
    return;
  State &S = state();
  const std::lock_guard Lock(S.mutex);
  S.all.erase(Number);
}
