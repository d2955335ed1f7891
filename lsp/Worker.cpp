//===- lsp/Worker.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/Worker.h"

using namespace pageless::lsp;

// A stamp is also a time of change, to the second: two of them never meet, nor
// do they meet that of a file on disk but by a strange chance.
Worker::Worker(Settings S, Done Tell)
    : Tell(std::move(Tell)), S(std::move(S)), LastStamp(std::int64_t(1) << 33),
      Thread([this] { run(); }) {}

Worker::~Worker() {
  {
    const std::lock_guard Lock(Mutex);
    Stopping = true;
  }
  Changed.notify_one();
  Thread.join();
}

std::int64_t Worker::put(const std::string &Path,
                         std::shared_ptr<const std::string> Text,
                         std::chrono::milliseconds Delay) {
  const std::lock_guard Lock(Mutex);
  const std::int64_t Stamp = ++LastStamp;
  Open[Path] = {std::move(Text), Stamp};
  Waiting[Path] = {Clock::now() + Delay, Stamp};
  Changed.notify_one();
  return Stamp;
}

void Worker::drop(const std::string &Path) {
  const std::lock_guard Lock(Mutex);
  Open.erase(Path);
  Waiting.erase(Path);
  Closed.insert(Path);
}

void Worker::again(const std::string &Path) {
  const std::lock_guard Lock(Mutex);
  if (const auto It = Open.find(Path); It != Open.end())
    Waiting.try_emplace(Path, Due{Clock::now(), It->second.stamp});
  Changed.notify_one();
}

void Worker::configure(Settings New) {
  const std::lock_guard Lock(Mutex);
  S = std::move(New);
  Reconfigured = true;
  for (const auto &[Path, B] : Open)
    Waiting[Path] = {Clock::now(), B.stamp};
  Changed.notify_one();
}

/// The file to judge now; "" when it is time to stop.
std::string Worker::next(std::unique_lock<std::mutex> &Lock) {
  while (!Stopping) {
    const auto Now = Clock::now();
    const std::pair<const std::string, Due> *Newest = nullptr;
    auto Wake = Clock::time_point::max();
    for (const auto &One : Waiting) {
      Wake = std::min(Wake, One.second.at);
      if (One.second.at <= Now &&
          (!Newest || Newest->second.stamp < One.second.stamp))
        Newest = &One;
    }
    if (Newest)
      return Newest->first;
    if (Waiting.empty())
      Changed.wait(Lock);
    else
      Changed.wait_until(Lock, Wake);
  }
  return "";
}

void Worker::run() {
  std::unique_ptr<Analyst> Judge;
  std::unique_lock Lock(Mutex);
  for (std::string Path = next(Lock); !Path.empty(); Path = next(Lock)) {
    if (std::exchange(Reconfigured, false))
      Judge = std::make_unique<Analyst>(S);
    for (const std::string &Gone : std::exchange(Closed, {}))
      Judge->forget(Gone);
    Waiting.erase(Path);
    const Buffers Now = Open; // the texts are shared
    Lock.unlock();
    Answer A = Judge->judge(Path, Now);
    Tell(Path, Now.at(Path).stamp, std::move(A));
    Lock.lock();
  }
}
