//===- engine/Support.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Support.h"

#include "engine/Version.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

using namespace pageless;

namespace {

llvm::Error refuse(const Profile &P, const llvm::Twine &Why) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "profile " + P.name +
                                     " does not fit this tree: " + Why);
}

/// The newline that ends the line at \p Offset, with the comments that begin on
/// it: one may go on for more lines.
std::size_t endOfLine(llvm::StringRef Text, std::size_t Offset) {
  for (;;) {
    const std::size_t End = Text.find('\n', Offset);
    const llvm::StringRef Line = Text.slice(Offset, End);
    const std::size_t Comment = Line.find("/*");
    if (Comment == llvm::StringRef::npos || Line.find("//") < Comment)
      return End;
    Offset = Text.find("*/", Offset + Comment + 2);
    if (Offset == llvm::StringRef::npos)
      return Offset;
    Offset += 2;
  }
}

/// The names of the helpers that the converted sites of all units need.
std::set<std::string> neededHelpers(const Job &J,
                                    const std::vector<UnitFacts> &Units) {
  std::set<std::string> Needed;
  for (const UnitFacts &Facts : Units)
    for (const Outcome &O : Facts.outcomes) {
      if (O.verdict != Verdict::Converted)
        continue;
      if (!O.helper.empty())
        Needed.insert(O.helper);
      for (const Rule *R : J.rules)
        if (R->id == O.rule)
          for (const std::string &Role : R->roles)
            Needed.insert(J.profile.find(R->id, Role)->name);
    }
  return Needed;
}

/// A macro counts if the profile lets the helper be one; checkHelpers() has
/// refused all others.
bool isDeclared(const std::string &Name, const std::vector<UnitFacts> &Units) {
  return llvm::any_of(Units, [&](const UnitFacts &Facts) {
    const auto It = Facts.helpers.find(Name);
    return It != Facts.helpers.end() &&
           It->second.kind != HelperState::Kind::Missing;
  });
}

std::string hint() {
  return "; choose another --profile (" +
         llvm::join(builtinProfileNames(), ", ") + ", or a file of your own)";
}

} // namespace

llvm::Error pageless::checkHelpers(const Profile &P, const UnitFacts &Facts) {
  for (const auto &[Key, Helper] : P.helpers) {
    const auto It = Facts.helpers.find(Helper.name);
    if (It == Facts.helpers.end() ||
        It->second.kind == HelperState::Kind::Missing ||
        llvm::is_contained(Helper.signatures, It->second.signature))
      continue;
    const HelperState &Has = It->second;
    return refuse(P, Helper.name + "() is '" + Has.signature + "'" +
                         (Has.file.empty() ? "" : " in " + Has.file) +
                         ", and the profile needs '" +
                         llvm::join(Helper.signatures, "' or '") + "'" +
                         hint());
  }
  return llvm::Error::success();
}

llvm::Expected<SupportList>
pageless::missingSupport(const Job &J, const std::vector<UnitFacts> &Units) {
  struct Group {
    std::set<std::string> present, absent;
  };
  std::map<const Support *, Group> Groups;
  for (const std::string &Name : neededHelpers(J, Units)) {
    Group &G = Groups[J.profile.bringing(Name)];
    (isDeclared(Name, Units) ? G.present : G.absent).insert(Name + "()");
  }
  const Profile &P = J.profile;
  for (const auto &[Brings, G] : Groups) {
    if (G.absent.empty())
      continue;
    const std::string Absent = llvm::join(G.absent, ", ");
    if (!G.present.empty())
      return refuse(P, "it has " + llvm::join(G.present, ", ") + " but not " +
                           Absent + hint());
    if (!Brings)
      return refuse(P, "it has no " + Absent +
                           ", and the profile does not bring them" + hint());
  }
  SupportList Missing; // in the profile's order
  for (const Support &S : P.brings)
    if (const auto It = Groups.find(&S);
        It != Groups.end() && !It->second.absent.empty())
      Missing.push_back(&S);
  return Missing;
}

llvm::Expected<PatchSet>
pageless::makeSupportPatch(const Profile &P, const Support &Brings,
                           const std::vector<UnitFacts> &Units,
                           const Ledger &L) {
  std::optional<DefinitionEnd> Place;
  std::set<std::size_t> Offsets;
  for (const UnitFacts &Facts : Units) {
    const auto It = Facts.supportPlaces.find(Brings.after);
    if (It == Facts.supportPlaces.end())
      continue;
    if (!Place || It->second.file == Brings.header)
      Place = It->second;
    if (It->second.file == Brings.header)
      Offsets.insert(It->second.offset);
  }
  if (Offsets.size() > 1)
    return refuse(P, Brings.after + " is defined twice in " + Brings.header +
                         ", for different configurations");
  if (!Place)
    return refuse(P, Brings.after + ", which its helpers follow, was not seen");
  if (Place->file != Brings.header)
    return refuse(P, Brings.after + " is defined in " + Place->file +
                         ", not in " + Brings.header + hint());
  llvm::Expected<std::string> Text = L.read(Brings.header);
  if (!Text)
    return Text.takeError();
  std::size_t At = endOfLine(*Text, Place->offset);
  const bool Unended = At == std::string::npos;
  At = Unended ? Text->size() : At + 1;
  std::string Inserted = (Unended ? "\n\n" : "\n") + Brings.text;
  const bool BlankFollows = At >= Text->size() || (*Text)[At] == '\n';
  if (!BlankFollows)
    Inserted += "\n";
  PatchSet Patch;
  Patch.subject = Brings.subject;
  Patch.body = "Made by pageless " + std::string(Version) +
               ": the helpers of the profile " + P.name + ".\n";
  Patch.files.push_back(
      {Brings.header, std::move(*Text), {{At, 0, Inserted, 0}}});
  return Patch;
}
