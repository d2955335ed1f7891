//===- engine/Groups.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Groups.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// True if all is known about that spelling of a slot's name.
bool isSettled(const MergedSite &S) {
  switch (S.outcome.verdict) {
  case Verdict::Manual:
  case Verdict::Conflict:
  case Verdict::Disabled:
  case Verdict::NoCompileCommand:
  case Verdict::ParseFailed:
    // `#define f NULL` makes f another thing, which is seen where it is used.
    return S.word->kind == WordKind::Directive;
  default:
    return true;
  }
}

/// False if \p File cannot mean the slot when it spells its name.
bool canMean(llvm::StringRef File, const Slot &S) {
  if (S.keepsName)
    return false;
  if (llvm::StringRef(S.file).ends_with("/"))
    return File.starts_with(S.file) || !File.starts_with("arch/");
  return S.file.empty() || File == S.file;
}

std::string placeOf(const MergedSite &S) {
  return S.word->file + ":" + std::to_string(S.word->line);
}

class Blocker {
public:
  Blocker(std::vector<MergedSite> &Sites, const Job &J) : Sites(Sites), J(J) {
    for (const Rule *R : J.rules)
      for (const auto &[Key, S] : R->slots)
        ByWord.emplace(S.word, &S);
    for (const MergedSite &S : Sites)
      for (const Slot &Reached : S.outcome.reaches)
        if (const Slot *Known = find(Reached))
          unite(Reached.group, Known->group);
  }

  void run() {
    for (MergedSite &S : Sites) {
      S.outcome.group = leader(S.outcome.group);
      S.outcome.needs = leader(S.outcome.needs);
    }
    for (const MergedSite &S : Sites)
      inspect(S);
    for (const Rule *R : J.rules)
      for (const auto &[Key, S] : R->slots)
        if (S.open)
          block(S.group, S.path + ": no given unit defines " + S.word + "()");
    for (MergedSite &S : Sites)
      apply(S);
  }

private:
  const Slot *find(const Slot &Reached) const {
    for (const Rule *R : J.rules)
      if (const auto It = R->slots.find(Reached.key);
          R->id == Reached.rule && It != R->slots.end())
        return &It->second;
    return nullptr;
  }

  std::string leader(const std::string &Group) const {
    std::string Top = Group;
    for (auto It = Leaders.find(Top); It != Leaders.end();
         It = Leaders.find(Top))
      Top = It->second;
    return Top;
  }

  void unite(const std::string &A, const std::string &B) {
    const std::string One = leader(A), Other = leader(B);
    if (One != Other)
      Leaders[std::max(One, Other)] = std::min(One, Other);
  }

  void block(const std::string &Group, const std::string &Why) {
    auto &[First, Count] = Reasons[leader(Group)];
    if (Count++ == 0)
      First = Why;
  }

  void inspect(const MergedSite &S) {
    const Outcome &O = S.outcome;
    const bool Blocked =
        O.verdict == Verdict::Manual && O.reason == Reason::MigrationBlocked;
    if (Blocked && O.group.empty())
      RulesBlocked.emplace(O.rule, O.message + " (" + placeOf(S) + ")");
    if (Blocked && !O.group.empty())
      return block(O.group, O.message + " (" + placeOf(S) + ")");
    if (isSettled(S))
      return;
    const auto [Begin, End] = ByWord.equal_range(S.word->text);
    for (auto It = Begin; It != End; ++It)
      if (canMean(S.word->file, *It->second))
        block(It->second->group, It->second->path + ": " +
                                     std::string(toString(O.verdict)) + ", " +
                                     O.message + " (" + placeOf(S) + ")");
  }

  void apply(MergedSite &S) const {
    Outcome &O = S.outcome;
    if (O.group.empty() || O.verdict != Verdict::Converted)
      return;
    const auto Rule = RulesBlocked.find(O.rule);
    auto Group = Reasons.find(leader(O.group));
    if (Group == Reasons.end() && !O.needs.empty())
      Group = Reasons.find(leader(O.needs));
    if (Rule == RulesBlocked.end() && Group == Reasons.end())
      return;
    O.verdict = Verdict::Manual;
    O.reason = Reason::MigrationBlocked;
    O.edits.clear();
    if (Rule != RulesBlocked.end()) {
      O.message = Rule->second;
      return;
    }
    const auto &[First, Count] = Group->second;
    O.message = First;
    if (Count > 1)
      O.message += ", and " + std::to_string(Count - 1) + " more";
  }

  std::vector<MergedSite> &Sites;
  const Job &J;
  std::multimap<std::string, const Slot *> ByWord;
  std::map<std::string, std::string> Leaders;
  std::map<std::string, std::pair<std::string, std::size_t>> Reasons;
  std::map<std::string, std::string> RulesBlocked;
};

} // namespace

bool pageless::growSlots(std::vector<Rule> &Rules,
                         const std::vector<UnitFacts> &Units) {
  bool Grown = false;
  for (const UnitFacts &Facts : Units)
    for (const Outcome &O : Facts.outcomes)
      for (const Slot &Reached : O.reaches)
        for (Rule &R : Rules) {
          if (R.id != Reached.rule)
            continue;
          const auto [It, Fresh] = R.slots.try_emplace(Reached.key, Reached);
          It->second.open &= Reached.open;
          Grown |= Fresh;
          if (Fresh && !llvm::is_contained(R.words, Reached.word))
            R.words.push_back(Reached.word);
        }
  return Grown;
}

void pageless::blockGroups(std::vector<MergedSite> &Sites, const Job &J) {
  Blocker(Sites, J).run();
}
