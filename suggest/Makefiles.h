//===- suggest/Makefiles.h - What it takes to compile a file ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_MAKEFILES_H
#define PAGELESS_SUGGEST_MAKEFILES_H

#include "suggest/MakefileReader.h"
#include "suggest/TreeFiles.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace pageless {

/// The makefiles of a tree, read as they are asked for.
class Makefiles {
public:
  explicit Makefiles(const TreeFiles &Tree) : Tree(Tree) {}

  /// The need of a .c file: the lines that name its object, the composite
  /// objects it is part of, and the folders above.
  Need ofSource(const std::string &Path);

  /// The need of `-D`\p Macro where \p ForFile is compiled: false if no
  /// makefile that matters there says so.
  Need ofMacro(const std::string &Macro, const std::string &ForFile);

private:
  Need ofTarget(const std::string &Path, bool IsFolder);
  Need ofFolder(const std::string &Folder);
  Need namedIn(const std::string &Folder, const std::string &Name,
               const std::string &Target, bool IsFolder);
  Need ofVariable(const std::string &Folder, const std::string &Variable,
                  bool IsFolder);
  Need ofOtherVariable(const std::string &Folder, const std::string &Variable,
                       bool IsFolder);
  Need notNamed(const std::string &Path, bool IsFolder);
  Need ofArchFolder(const std::string &Folder);
  const std::vector<MakeAssignment> &assignments(const std::string &Folder);
  const std::string &textOf(const std::string &Folder);

  const TreeFiles &Tree;
  std::map<std::string, std::vector<MakeAssignment>> Assignments;
  std::map<std::string, std::string> Texts;
  std::map<std::string, Need> Folders;
  std::set<std::string> Open; ///< variables and targets being worked out
};

} // namespace pageless

#endif // PAGELESS_SUGGEST_MAKEFILES_H
