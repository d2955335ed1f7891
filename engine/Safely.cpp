//===- engine/Safely.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Safely.h"

#include "engine/Timing.h"

#include "llvm/Support/Compiler.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/thread.h"

#include <atomic>
#include <csignal>
#include <optional>
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

/// What a crash jumps over is lost: the price of losing only that unit.
std::atomic<bool> HasLostMemory;

} // namespace

#if LLVM_ADDRESS_SANITIZER_BUILD
/// LeakSanitizer asks whether it shall look for leaks.
extern "C" __attribute__((used, visibility("default"))) int
__lsan_is_turned_off() {
  return HasLostMemory;
}
#endif

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
  double Seconds = 0;
  bool Alive = false;
  // A crash jumps over the frames of what crashed: the stack for its handler
  // is of a frame outside, or it would be left to the end of the thread.
  llvm::thread Thread(std::optional<unsigned>(StackSize), [&] {
    const SignalStack Stack;
    llvm::CrashRecoveryContext Recovery;
    Alive = Recovery.RunSafely([&] {
      const TracedThread Traced;
      Work();
    });
    Seconds = cpuSeconds();
  });
  Thread.join();
  if (!Alive)
    HasLostMemory = true;
  addCpuSeconds(Seconds);
  return Alive;
}
