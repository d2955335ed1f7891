//===- series/Maintainers.cpp - Who looks after a file --------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Maintainers.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

using namespace pageless;

namespace {

/// Whether \p Path begins with what \p Pattern stands for.
bool matchesFront(llvm::StringRef Pattern, llvm::StringRef Path) {
  while (!Pattern.empty()) {
    const char Next = Pattern.front();
    if (Next == '*') {
      Pattern = Pattern.drop_front();
      for (std::size_t I = 0; I <= Path.size(); ++I)
        if (matchesFront(Pattern, Path.drop_front(I)))
          return true;
      return false;
    }
    if (Path.empty() || (Next != '?' && Next != Path.front()))
      return false;
    Pattern = Pattern.drop_front();
    Path = Path.drop_front();
  }
  return true;
}

/// How deep a pattern goes: the deepest that matches wins.
int depthOf(llvm::StringRef Pattern) {
  if (Pattern.starts_with("*"))
    return -1; // of the rest
  const int Slashes = static_cast<int>(Pattern.count('/'));
  return Pattern.ends_with("/") ? Slashes : Slashes + 1;
}

/// "list@host (moderated)" without the remark.
std::string withoutRemark(llvm::StringRef Value) {
  return Value.take_until([](char Byte) { return Byte == '('; }).trim().str();
}

void addField(MaintainerEntry &Entry, char Field, llvm::StringRef Value) {
  switch (Field) {
  case 'M':
  case 'R':
    Entry.people.push_back(Value.str());
    break;
  case 'L':
    Entry.lists.push_back(withoutRemark(Value));
    break;
  case 'F':
    Entry.files.push_back(Value.str());
    break;
  case 'X':
    Entry.excluded.push_back(Value.str());
    break;
  case 'N':
    try {
      Entry.names.emplace_back(Value.str(),
                               std::regex::ECMAScript | std::regex::optimize);
    } catch (const std::regex_error &) {
      // A pattern of Perl's that C++ does not know matches nothing.
    }
    break;
  default:
    break;
  }
}

} // namespace

bool pageless::matchesFilePattern(std::string_view Pattern,
                                  std::string_view Path) {
  const llvm::StringRef P(Pattern.data(), Pattern.size());
  const llvm::StringRef F(Path.data(), Path.size());
  const std::size_t Slashes = P.count('/');
  return matchesFront(P, F) && (P.ends_with("/") || F.count('/') == Slashes);
}

Maintainers::Maintainers(
    std::string_view Text,
    const std::function<bool(const std::string &)> &IsDirectory) {
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(Text.data(), Text.size()).split(Lines, '\n');
  llvm::StringRef Title;
  bool Open = false; // fields of one entry are being read
  for (const llvm::StringRef Line : Lines) {
    const bool IsField =
        Line.size() > 2 && llvm::isUpper(Line[0]) && Line[1] == ':';
    if (!IsField) {
      if (Line.trim().empty())
        Open = false;
      else if (!Line.starts_with(" ") && !Line.starts_with("\t"))
        Title = Line.trim();
      continue;
    }
    if (!Open) {
      Entries.emplace_back().title = Title.str();
      Open = true;
    }
    std::string Value = Line.drop_front(2).trim().str();
    if ((Line[0] == 'F' || Line[0] == 'X') &&
        !llvm::StringRef(Value).ends_with("/") &&
        Value.find_first_of("*?") == std::string::npos && IsDirectory(Value))
      Value += '/';
    addField(Entries.back(), Line[0], Value);
  }
}

const MaintainerEntry *Maintainers::find(std::string_view Path) const {
  const MaintainerEntry *Best = nullptr;
  int Depth = -2;
  const std::string Name(Path);
  for (const MaintainerEntry &Entry : Entries) {
    if (llvm::any_of(Entry.excluded, [&](const std::string &Pattern) {
          return matchesFilePattern(Pattern, Path);
        }))
      continue;
    int Mine = -2;
    for (const std::string &Pattern : Entry.files)
      if (matchesFilePattern(Pattern, Path))
        Mine = std::max(Mine, depthOf(Pattern));
    for (const std::regex &Expression : Entry.names)
      if (Mine < 0 && std::regex_search(Name, Expression))
        Mine = 0;
    if (Mine > Depth) {
      Best = &Entry;
      Depth = Mine;
    }
  }
  return Best;
}
