//===- compdb/Kconfig.h - The .config of a kernel -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_KCONFIG_H
#define PAGELESS_COMPDB_KCONFIG_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace pageless {

/// What a .config says.
class Kconfig {
public:
  /// Reads the text of a .config.
  static Kconfig parse(llvm::StringRef Text);
  bool empty() const { return Values.empty(); }
  /// The value of an option, named without CONFIG_; "n" if it is not set.
  std::string value(llvm::StringRef Name) const;
  bool isOn(llvm::StringRef Name) const { return value(Name) == "y"; }

private:
  std::map<std::string, std::string> Values;
};

/// An option that somebody wants: CONFIG_X=y.
struct SetOption {
  std::string name;  ///< without CONFIG_
  std::string value; ///< y, m, n, a number, or a text without quotes

  /// Reads "CONFIG_X=y" or "X=y"; fails with one line that says what is wrong.
  static llvm::Expected<SetOption> parse(llvm::StringRef Text);
  /// The line of a .config.
  std::string line() const;
  /// For a file name, e.g. "HIGHMEM-y".
  std::string suffix() const;
};

/// For each option that did not get its value, one line that says so.
std::vector<std::string> refusedOptions(const Kconfig &Config,
                                        llvm::ArrayRef<SetOption> Options);

} // namespace pageless

#endif // PAGELESS_COMPDB_KCONFIG_H
