//===- tidy/ProfiledUnit.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/ProfiledUnit.h"

#include "engine/ReadUnit.h"
#include "engine/Recover.h"

using namespace clang;
using namespace pageless;
using namespace pageless::tidy;

namespace {

std::string workingDirectory(const Preprocessor &Pp) {
  const auto Current =
      Pp.getFileManager().getVirtualFileSystem().getCurrentWorkingDirectory();
  return Current ? *Current : std::string();
}

Ledger emptyLedger(const std::string &Root) {
  Ledger L;
  L.root = Root;
  return L;
}

} // namespace

ProfiledUnit::ProfiledUnit(const Profile &P, const Wanted &Rules,
                           Preprocessor &Pp, const std::string &Root)
    : Pp(Pp), Directory(workingDirectory(Pp)), Paths(Root),
      Seen(emptyLedger(Root)), J(unit::makeJob(Seen, Paths, P, Rules)),
      Files(Pp.getSourceManager(), Paths, Directory) {
  auto Owned = std::make_unique<UnitRecord>(Pp, Files, Seen, J.words, J.helpers,
                                            Facts.preprocessor, Ids);
  Record = Owned.get();
  Pp.addPPCallbacks(std::move(Owned));
}

void ProfiledUnit::read(ASTContext &Context) {
  const std::vector<Decl *> Before = Context.getTraversalScope();
  // A walk costs little, but what looks for parents maps all of the scope.
  std::vector<Decl *> Scope;
  for (Decl *D : Context.getTranslationUnitDecl()->decls()) {
    Context.setTraversalScope({D});
    if (!sweep(Context, J.words, J.helpers).found.empty())
      Scope.push_back(D);
  }
  Context.setTraversalScope(Scope);
  readUnit(J, Files, Context, Facts);
  Context.setTraversalScope(Before);
}

void ProfiledUnit::recover() {
  ParseInput Input;
  Input.directory = Directory;
  Input.files = Pp.getFileManager().getVirtualFileSystemPtr();
  const auto Parse = [&](const Overlay &Changed, UnitFacts &Again) {
    Input.invocation = makeInvocation(Pp);
    return Input.invocation && parseUnit(J, Input, Changed, Again);
  };
  recoverDiscarded(J, Parse, Facts);
}

std::vector<Finding> ProfiledUnit::finish(ASTContext &Context) {
  Record->finish();
  if (Seen.files.empty())
    return {};
  if (Context.getDiagnostics().hasUncompilableErrorOccurred()) {
    Facts.report.errors = 1;
    Facts.report.status = UnitReport::Status::Errors;
  }
  read(Context);
  recover();
  return unit::makeFindings(J, &Facts);
}

SourceLocation ProfiledUnit::locate(const PlaceInTree &At) const {
  const auto It = Ids.find(At.file);
  if (It == Ids.end())
    return {};
  return Pp.getSourceManager()
      .getLocForStartOfFile(It->second)
      .getLocWithOffset(static_cast<int>(At.offset));
}
