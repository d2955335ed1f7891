//===- engine/CutEntries.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/CutEntries.h"

#include <cstring>

using namespace pageless;

namespace {

class Cutter {
public:
  explicit Cutter(llvm::StringRef Text) : At(Text.begin()), End(Text.end()) {}

  std::optional<std::vector<CutEntry>> run() {
    std::vector<CutEntry> Entries;
    if (!take('['))
      return std::nullopt;
    if (take(']'))
      return atEnd() ? std::optional(std::move(Entries)) : std::nullopt;
    do {
      CutEntry Entry;
      if (!object(Entry))
        return std::nullopt;
      Entries.push_back(Entry);
    } while (take(','));
    if (!take(']') || !atEnd())
      return std::nullopt;
    return Entries;
  }

private:
  void skipBlank() {
    while (At != End &&
           (*At == ' ' || *At == '\n' || *At == '\t' || *At == '\r'))
      ++At;
  }

  bool atEnd() {
    skipBlank();
    return At == End;
  }

  bool take(char Byte) {
    skipBlank();
    if (At == End || *At != Byte)
      return false;
    ++At;
    return true;
  }

  /// The text between the quotes, of which the first is behind us.
  std::optional<llvm::StringRef> string() {
    const char *Begin = At;
    while (const void *Found =
               memchr(At, '"', static_cast<std::size_t>(End - At))) {
      const char *Quote = static_cast<const char *>(Found);
      const char *Slash = Quote;
      while (Slash != Begin && Slash[-1] == '\\')
        --Slash;
      At = Quote + 1;
      if ((Quote - Slash) % 2 == 0)
        return llvm::StringRef(Begin, static_cast<std::size_t>(Quote - Begin));
    }
    return std::nullopt;
  }

  bool object(CutEntry &Entry) {
    skipBlank();
    const char *Begin = At;
    unsigned Depth = 0;
    bool IsFile = false;    // the member whose value comes next
    bool IsUnclear = false; // a name with an escape may be "file", too
    for (; At != End;) {
      const char Byte = *At++;
      if (Depth == 0 && Byte != '{')
        return false;
      if (Byte == '{' || Byte == '[') {
        ++Depth;
      } else if (Byte == '}' || Byte == ']') {
        if (--Depth == 0) {
          Entry.text = {Begin, static_cast<std::size_t>(At - Begin)};
          if (IsUnclear)
            Entry.file = "";
          return Byte == '}';
        }
      } else if (Byte == '"') {
        const auto Text = string();
        if (!Text)
          return false;
        if (Depth != 1)
          continue;
        if (IsFile)
          Entry.file = *Text;
        skipBlank();
        const bool IsName = At != End && *At == ':';
        IsFile = IsName && *Text == "file";
        IsUnclear |= IsName && Text->contains('\\');
      }
    }
    return false;
  }

  const char *At, *End;
};

} // namespace

std::optional<std::vector<CutEntry>> pageless::cutEntries(llvm::StringRef T) {
  return Cutter(T).run();
}

bool pageless::mayBeNamed(const CutEntry &Entry,
                          const llvm::StringSet<> &Names) {
  if (Entry.file.empty() || Entry.file.contains('\\'))
    return true;
  return Names.contains(Entry.file.substr(Entry.file.rfind('/') + 1));
}
