//===- suggest/KconfigReader.h - Reads one Kconfig file ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_KCONFIGREADER_H
#define PAGELESS_SUGGEST_KCONFIGREADER_H

#include "suggest/Kconfig.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pageless {

/// Reads one Kconfig file into an index.
class KconfigReader {
public:
  KconfigReader(KconfigIndex &Index, std::string File)
      : Index(Index), File(std::move(File)) {}

  void read(llvm::StringRef Text);

private:
  void line(llvm::StringRef Line);
  bool structure(llvm::StringRef Keyword, llvm::StringRef Rest);
  void attribute(llvm::StringRef Keyword, llvm::StringRef Rest);
  void dependsOn(llvm::StringRef Condition);
  void source(llvm::StringRef Path, bool FromHere);
  void endEntry();
  Need around() const;

  KconfigIndex &Index;
  std::string File;
  std::vector<Need> Around; ///< of the ifs, menus and choices that are open
  enum class In { Nothing, Entry, Block } Where = In::Nothing;
  std::string Symbol;
  KconfigEntry Entry;
  std::vector<std::pair<std::string, Need>> EntrySelects;
  bool InHelp = false;
  std::size_t HelpIndent = 0;
};

} // namespace pageless

#endif // PAGELESS_SUGGEST_KCONFIGREADER_H
