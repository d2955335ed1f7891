//===- engine/Safely.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Safely.h"

#include "engine/Timing.h"

#include "llvm/Support/CrashRecoveryContext.h"

#include <csignal>
#include <vector>

using namespace pageless;

namespace {

/// A stack for the handler of a crash that was about the thread's own: there is
/// no room left on that one.
class SignalStack {
public:
  SignalStack() : Memory(64 << 10) {
    stack_t Stack{};
    Stack.ss_sp = Memory.data();
    Stack.ss_size = Memory.size();
    sigaltstack(&Stack, &Before);
  }
  ~SignalStack() { sigaltstack(&Before, nullptr); }
  SignalStack(const SignalStack &) = delete;
  SignalStack &operator=(const SignalStack &) = delete;

private:
  std::vector<char> Memory;
  stack_t Before{};
};

} // namespace

void pageless::enableCrashRecovery() {
  llvm::CrashRecoveryContext::Enable();
  for (const int Signal : {SIGSEGV, SIGBUS}) {
    struct sigaction Action{};
    if (sigaction(Signal, nullptr, &Action) != 0)
      continue;
    Action.sa_flags |= SA_ONSTACK;
    sigaction(Signal, &Action, nullptr);
  }
}

bool pageless::runSafely(llvm::function_ref<void()> Work) {
  constexpr unsigned StackSize = 64u << 20; // deep initialisers recurse deeply
  llvm::CrashRecoveryContext Recovery;
  double Seconds = 0;
  const bool Alive = Recovery.RunSafelyOnThread(
      [&] {
        const TracedThread Traced;
        const SignalStack Stack;
        Work();
        Seconds = cpuSeconds();
      },
      StackSize);
  addCpuSeconds(Seconds);
  return Alive;
}
