//===- tidy/Session.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/Session.h"

#include "unit/Where.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

using namespace clang;
using namespace pageless;
using namespace pageless::tidy;

namespace {

/// The tree around the main file; "" if there is no file.
std::string rootFor(const Preprocessor &Pp) {
  const SourceManager &Sources = Pp.getSourceManager();
  const auto Main = Sources.getFileEntryRefForID(Sources.getMainFileID());
  if (!Main)
    return "";
  llvm::SmallString<256> File(Main->getName()), Real;
  Pp.getFileManager().makeAbsolutePath(File);
  if (llvm::sys::fs::real_path(File, Real))
    return "";
  return unit::treeOrFolder(Real);
}

} // namespace

void Session::enroll(const Rule &R, const std::string &ProfileName,
                     Confidence Least) {
  Enrolled[ProfileName][&R] = Least;
}

void Session::start(Preprocessor &Pp) {
  if (std::exchange(Started, true))
    return;
  const std::string Root = rootFor(Pp);
  if (Root.empty())
    return;
  for (const auto &[Name, Rules] : Enrolled) {
    llvm::Expected<Profile> Loaded =
        loadProfile(unit::locateProfile(Name, Root));
    if (!Loaded) {
      Problems[Name] = llvm::toString(Loaded.takeError());
      continue;
    }
    Profile &P =
        *(Profiles[Name] = std::make_unique<Profile>(std::move(*Loaded)));
    ProfiledUnit::Wanted Usable; // those that the profile has helpers for
    llvm::copy_if(
        Rules, std::inserter(Usable, Usable.end()),
        [&](const auto &One) { return missingHelper(*One.first, P).empty(); });
    if (!Usable.empty())
      Units.push_back(std::make_unique<ProfiledUnit>(P, Usable, Pp, Root));
  }
}

std::string Session::takeProblem(const std::string &ProfileName) {
  const auto It = Problems.find(ProfileName);
  return It == Problems.end() ? "" : std::exchange(It->second, "");
}

std::vector<Finding> Session::findings(const Rule &R, ASTContext &Context) {
  if (!std::exchange(Finished, true))
    for (const auto &Unit : Units)
      llvm::append_range(Found, Unit->finish(Context));
  std::vector<Finding> OfRule;
  llvm::copy_if(Found, std::back_inserter(OfRule),
                [&](const Finding &F) { return F.rule == R.id; });
  return OfRule;
}

SourceLocation Session::locate(const PlaceInTree &At) const {
  return Units.empty() ? SourceLocation() : Units.front()->locate(At);
}

std::shared_ptr<Session> Sessions::of(const void *Context) {
  std::weak_ptr<Session> &Known = Open[Context];
  std::shared_ptr<Session> Shared = Known.lock();
  if (!Shared)
    Known = Shared = std::make_shared<Session>();
  return Shared;
}
