//===- suggest/Pending.h - What is being worked out -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_PENDING_H
#define PAGELESS_SUGGEST_PENDING_H

#include <set>
#include <string>
#include <utility>

namespace pageless {

/// Marks a name as being worked out for as long as it lives, so that a circle
/// of dependencies ends.
class Pending {
public:
  Pending(std::set<std::string> &Names, std::string Name)
      : Names(Names), Mark(Names.insert(std::move(Name))) {}
  ~Pending() {
    if (Mark.second)
      Names.erase(Mark.first);
  }
  Pending(const Pending &) = delete;
  Pending &operator=(const Pending &) = delete;

  /// True if the name was marked before: it depends on itself.
  bool isCircle() const { return !Mark.second; }

private:
  std::set<std::string> &Names;
  std::pair<std::set<std::string>::iterator, bool> Mark;
};

} // namespace pageless

#endif // PAGELESS_SUGGEST_PENDING_H
