//===- engine/TreeIndex.h - What is noted while files are read -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Who includes a header, and who defines a macro with some name in its body,
// are asked again and again, for more names each time. Reading a tree takes
// much longer than noting the answers to all such questions on the way.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_TREEINDEX_H
#define PAGELESS_ENGINE_TREEINDEX_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace pageless {

/// Files by a name that they have to do with.
using FilesByName = std::map<std::string, std::vector<std::string>>;

/// Who has an #include of a file with which name, folders aside. Files are
/// numbers that the user gives them.
class IncludeIndex {
public:
  /// Where a text has the word "include", see add().
  static constexpr llvm::StringLiteral Keyword = "include";

  /// Notes the #include of which \p Keyword is at \p Begin, if it is one.
  void add(unsigned File, llvm::StringRef Text, std::size_t Begin);
  /// Takes in what another has of other files.
  void merge(IncludeIndex &&Other);
  /// Sorts; to be called once, after all was added.
  void finish();
  /// The files with an #include of a file with that name, sorted.
  llvm::ArrayRef<unsigned> find(llvm::StringRef Name) const;

private:
  llvm::StringMap<std::vector<unsigned>> Files;
};

/// Which files may have which names in the bodies of macros. May say yes where
/// there are none, never no where there are.
class MacroIndex {
public:
  /// Where a text has the word "define", see add().
  static constexpr llvm::StringLiteral Keyword = "define";

  /// Notes the #define of which \p Keyword is at \p Begin, if it is one. What
  /// is added of one file must follow one another.
  void add(unsigned File, llvm::StringRef Text, std::size_t Begin);
  /// Notes all of a file.
  void addAll(unsigned File, llvm::StringRef Text);
  /// Takes in what another has of other files.
  void merge(MacroIndex &&Other);
  /// The files that may have one of \p Names in the body of a macro, sorted.
  std::vector<unsigned> find(const llvm::StringSet<> &Names) const;

private:
  struct OfFile {
    unsigned file = 0;
    bool odd = false;            ///< it may have any name
    std::vector<uint32_t> names; ///< hashed; some more than once
  };

  void addBody(OfFile &Here, llvm::StringRef Text, std::size_t From);
  void note(OfFile &Here, uint32_t Hash);

  std::vector<OfFile> Files;
  /// Names that were noted last, to note few of them twice.
  std::vector<uint32_t> Recent = std::vector<uint32_t>(1024);
};

} // namespace pageless

#endif // PAGELESS_ENGINE_TREEINDEX_H
