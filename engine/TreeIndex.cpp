//===- engine/TreeIndex.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TreeIndex.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <optional>

using namespace pageless;

namespace {

bool isWordByte(char C) { return clang::isAsciiIdentifierContinue(C); }

/// FNV-1a: names are short, and are read byte by byte anyway.
constexpr uint32_t HashSeed = 2166136261u;
uint32_t addToHash(uint32_t Hash, char C) {
  return (Hash ^ static_cast<unsigned char>(C)) * 16777619u;
}

uint32_t hashOf(llvm::StringRef Name) {
  uint32_t Hash = HashSeed;
  for (const char C : Name)
    Hash = addToHash(Hash, C);
  return Hash;
}

/// Whether a backslash, and perhaps white space, is before the newline.
bool isEscaped(llvm::StringRef Text, std::size_t Newline) {
  while (Newline > 0 && Text[Newline - 1] != '\n' &&
         clang::isWhitespace(Text[Newline - 1]))
    --Newline;
  return Newline > 0 && Text[Newline - 1] == '\\';
}

} // namespace

void IncludeIndex::add(unsigned File, llvm::StringRef Text, std::size_t Begin) {
  llvm::StringRef Rest = Text.substr(Begin + Keyword.size()).ltrim(" \t");
  if (!Rest.consume_front("\"") && !Rest.consume_front("<"))
    return;
  const llvm::StringRef Path = Rest.substr(0, Rest.find_first_of("\">\n"));
  // No file has an empty name, but an unfinished line may.
  std::vector<unsigned> &Of = Files[Path.substr(Path.rfind('/') + 1)];
  if (Of.empty() || Of.back() != File)
    Of.push_back(File);
}

void IncludeIndex::merge(IncludeIndex &&Other) {
  if (Files.empty())
    return std::swap(Files, Other.Files);
  for (auto &Entry : Other.Files) {
    std::vector<unsigned> &Of = Files[Entry.getKey()];
    Of.insert(Of.end(), Entry.getValue().begin(), Entry.getValue().end());
  }
  Other.Files.clear();
}

void IncludeIndex::finish() {
  for (auto &Entry : Files)
    llvm::sort(Entry.getValue());
}

llvm::ArrayRef<unsigned> IncludeIndex::find(llvm::StringRef Name) const {
  const auto It = Files.find(Name);
  return It == Files.end() ? llvm::ArrayRef<unsigned>()
                           : llvm::ArrayRef(It->getValue());
}

void MacroIndex::add(unsigned File, llvm::StringRef Text, std::size_t Begin) {
  const std::size_t End = Begin + Keyword.size();
  // "defined", "undefine": another word than the directive's.
  if ((Begin > 0 && isWordByte(Text[Begin - 1])) || End == Text.size() ||
      isWordByte(Text[End]))
    return;
  if (Files.empty() || Files.back().file != File) {
    Files.push_back({File, false, {}});
    std::fill(Recent.begin(), Recent.end(), 0);
  }
  addBody(Files.back(), Text, End);
}

void MacroIndex::addAll(unsigned File, llvm::StringRef Text) {
  for (std::size_t At = Text.find(Keyword); At != llvm::StringRef::npos;
       At = Text.find(Keyword, At + 1))
    add(File, Text, At);
}

void MacroIndex::note(OfFile &Here, uint32_t Hash) {
  uint32_t &Last = Recent[Hash % Recent.size()];
  if (Last == Hash && Hash != 0)
    return;
  Last = Hash;
  Here.names.push_back(Hash);
}

/// Goes to the end of the logical line, or beyond it: what may be a comment
/// hides newlines. It need not be one, and no word in it is left out, so that
/// too much is noted rather than too little.
void MacroIndex::addBody(OfFile &Here, llvm::StringRef Text, std::size_t From) {
  const std::size_t Size = Text.size();
  std::size_t At = From;
  while (At < Size && (Text[At] == ' ' || Text[At] == '\t'))
    ++At;
  while (At < Size && isWordByte(Text[At])) // the macro's own name
    ++At;
  std::size_t CommentEnd = 0;
  for (; At < Size; ++At) {
    const char C = Text[At];
    if (clang::isAsciiIdentifierStart(C)) {
      uint32_t Hash = HashSeed;
      for (; At < Size && isWordByte(Text[At]); ++At)
        Hash = addToHash(Hash, Text[At]);
      note(Here, Hash);
      --At;
    } else if (clang::isDigit(C)) {
      while (At + 1 < Size && isWordByte(Text[At + 1]))
        ++At;
    } else if (C == '$') {
      Here.odd = true; // part of names, and sometimes not
    } else if (C == '/' && At + 1 < Size && Text[At + 1] == '*') {
      const std::size_t End = Text.find("*/", At + 2);
      CommentEnd = std::max(CommentEnd, std::min(End, Size));
    } else if (C == '/' && At + 1 < Size && Text[At + 1] == '\\') {
      Here.odd = true; // a comment may begin on the next line
    } else if (C == '\n' && At >= CommentEnd && !isEscaped(Text, At)) {
      return;
    }
  }
}

void MacroIndex::merge(MacroIndex &&Other) {
  Files.insert(Files.end(), std::make_move_iterator(Other.Files.begin()),
               std::make_move_iterator(Other.Files.end()));
  Other.Files.clear();
}

std::vector<unsigned> MacroIndex::find(const llvm::StringSet<> &Names) const {
  llvm::DenseSet<uint64_t> Hashes; // wider, for two values are special to it
  bool Any = false;                // asked for what add() does not tell apart
  for (const llvm::StringRef Name : Names.keys()) {
    Hashes.insert(hashOf(Name));
    Any |= Name.empty() || clang::isDigit(Name.front()) || Name.contains('$');
  }
  std::vector<unsigned> Found;
  for (const OfFile &Here : Files)
    if (Any || Here.odd || llvm::any_of(Here.names, [&](uint32_t Hash) {
          return Hashes.contains(Hash);
        }))
      Found.push_back(Here.file);
  llvm::sort(Found);
  return Found;
}
