//===- lsp/Worker.h - Judges open files in the background -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_WORKER_H
#define PAGELESS_LSP_WORKER_H

#include "lsp/Analyst.h"

#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <set>
#include <thread>

namespace pageless::lsp {

/// One thread that judges the open files, the one edited last first. Of several
/// texts of a file only the newest is judged.
class Worker {
public:
  using Clock = std::chrono::steady_clock;
  /// Called on the worker's thread with the stamp of the text that was judged.
  using Done =
      std::function<void(const std::string &Path, std::int64_t, Answer)>;

  Worker(Settings S, Done Tell);
  /// Waits for the file that is being judged.
  ~Worker();
  Worker(const Worker &) = delete;
  Worker &operator=(const Worker &) = delete;

  /// The file has that text now. It is judged after \p Delay, in which another
  /// text may come. Returns the text's stamp.
  std::int64_t put(const std::string &Path,
                   std::shared_ptr<const std::string> Text,
                   std::chrono::milliseconds Delay);
  /// The file was closed.
  void drop(const std::string &Path);
  /// Judges the file again, with the text that it has: what it includes may
  /// have changed.
  void again(const std::string &Path);
  /// Judges all files again, as other settings say.
  void configure(Settings S);

private:
  struct Due {
    Clock::time_point at;
    std::int64_t stamp = 0;
  };

  void run();
  std::string next(std::unique_lock<std::mutex> &Lock);

  const Done Tell;
  std::mutex Mutex;
  std::condition_variable Changed;
  Settings S;
  bool Stopping = false, Reconfigured = true;
  std::int64_t LastStamp;
  Buffers Open;
  std::map<std::string, Due> Waiting;
  std::set<std::string> Closed; ///< what the analyst may forget
  std::thread Thread;
};

} // namespace pageless::lsp

#endif // PAGELESS_LSP_WORKER_H
