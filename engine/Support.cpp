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
        It->second.signature == Helper.signature)
      continue;
    const HelperState &Has = It->second;
    return refuse(P, Helper.name + "() is '" + Has.signature + "'" +
                         (Has.file.empty() ? "" : " in " + Has.file) +
                         ", and the profile needs '" + Helper.signature + "'" +
                         hint());
  }
  return llvm::Error::success();
}

llvm::Expected<bool>
pageless::helpersInTree(const Profile &P, const std::vector<UnitFacts> &Units) {
  std::set<std::string> Present, Absent;
  for (const auto &[Key, Helper] : P.helpers) {
    const bool Asked = llvm::any_of(Units, [&](const UnitFacts &Facts) {
      return Facts.helpers.count(Helper.name) != 0;
    });
    if (!Asked)
      continue; // of a rule that does not run
    const bool Somewhere = llvm::any_of(Units, [&](const UnitFacts &Facts) {
      const auto It = Facts.helpers.find(Helper.name);
      return It != Facts.helpers.end() &&
             It->second.kind == HelperState::Kind::Function;
    });
    (Somewhere ? Present : Absent).insert(Helper.name + "()");
  }
  if (Absent.empty())
    return true;
  if (!Present.empty())
    return refuse(P, "it has " + llvm::join(Present, ", ") + " but not " +
                         llvm::join(Absent, ", ") + hint());
  if (!P.brings)
    return refuse(P, "it has no " + llvm::join(Absent, ", ") +
                         ", and the profile does not bring them" + hint());
  return false;
}

llvm::Expected<PatchSet>
pageless::makeSupportPatch(const Profile &P,
                           const std::vector<UnitFacts> &Units,
                           const std::string &Root) {
  const Support &Brings = *P.brings;
  std::optional<RecordEnd> Place;
  for (const UnitFacts &Facts : Units)
    if (Facts.supportPlace && (!Place || Facts.supportPlace->file == P.header))
      Place = Facts.supportPlace;
  for (const UnitFacts &Facts : Units)
    if (Place && Facts.supportPlace &&
        Facts.supportPlace->file == Place->file &&
        Facts.supportPlace->offset != Place->offset)
      return refuse(P, "struct " + Brings.afterRecord +
                           " is defined twice in " + Place->file +
                           ", for different configurations");
  if (!Place)
    return refuse(P, "struct " + Brings.afterRecord +
                         ", which its helpers follow, was not seen");
  if (Place->file != P.header)
    return refuse(P, "struct " + Brings.afterRecord + " is defined in " +
                         Place->file + ", not in " + P.header + hint());
  llvm::Expected<std::string> Text = readFile(Root + "/" + P.header);
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
  Patch.files.push_back({P.header, std::move(*Text), {{At, 0, Inserted, 0}}});
  return Patch;
}
