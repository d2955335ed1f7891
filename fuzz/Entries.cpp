//===- fuzz/Entries.cpp - Entries of a compile database -------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Three readers look at an entry, each faster than the next: cutEntries(),
// EntryCheck and CommandEntry::read(). What a fast one takes, the slow one must
// take for the same, and all must agree with a parse of the whole text.
//
//===----------------------------------------------------------------------===//

#include "engine/CutEntries.h"
#include "engine/EntryCheck.h"
#include "engine/LazyCommand.h"
#include "fuzz/Check.h"

#include "llvm/ADT/StringExtras.h"
#include <nlohmann/json.hpp>

using namespace pageless;
using namespace pageless::fuzz;

namespace {

/// The entry as the slow reader sees it; nothing, and a reason, if it does not
/// take it.
std::optional<CommandEntry> readSlowly(llvm::StringRef Text) {
  std::string Wrong;
  auto Slow = CommandEntry::read(Text, Wrong);
  if (!Slow)
    checkMessage(Wrong);
  return Slow;
}

void checkEntry(const CutEntry &Entry, const std::optional<CommandEntry> &Slow,
                EntryCheck &Fast) {
  check(Entry.text.starts_with("{") && Entry.text.ends_with("}"),
        "an entry is cut at its braces", Entry.text);
  if (const auto Names = Fast.names(Entry.text)) {
    check(Slow.has_value(), "the slow reader takes what the check does",
          Entry.text);
    check(Slow->directory == Names->directory && Slow->file == Names->file,
          "both read the same names", Entry.text);
  }
  if (!Slow)
    return;
  llvm::StringSet<> Names;
  const llvm::StringRef File = Slow->file;
  Names.insert(File.substr(File.rfind('/') + 1));
  check(mayBeNamed(Entry, Names), "no entry of a wanted file is left out",
        Entry.text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  const llvm::StringRef Text = textOf(Data, Size);
  const auto Entries = cutEntries(Text);
  if (!Entries)
    return 0;
  const auto Whole = nlohmann::json::parse(Text.begin(), Text.end(), nullptr,
                                           /*allow_exceptions=*/false);
  EntryCheck Fast(Text.end());
  bool AllRead = true;
  const char *Behind = Text.begin();
  for (std::size_t I = 0; I < Entries->size(); ++I) {
    const CutEntry &Entry = (*Entries)[I];
    check(Entry.text.begin() > Behind && Entry.text.end() < Text.end(),
          "entries follow one another", Entry.text);
    Behind = Entry.text.end();
    const auto Slow = readSlowly(Entry.text);
    checkEntry(Entry, Slow, Fast);
    AllRead &= Slow.has_value();
    if (Slow && Whole.is_array() && I < Whole.size())
      check(CommandEntry::of(Whole[I])->arguments == Slow->arguments,
            "an entry is the same in its list", Entry.text);
  }
  if (AllRead)
    check(Whole.is_array() && Whole.size() == Entries->size(),
          "entries that can be read make a list that can", Text);
  return 0;
}
