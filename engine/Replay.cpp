//===- engine/Replay.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Replay.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Serialization/ASTReader.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;
using Step = HeaderTrace::Step;

namespace {

/// Adds what a header said, as if the unit had read it.
void addFacts(PpFacts &To, const PpFacts &From) {
  To.entered.insert(From.entered.begin(), From.entered.end());
  To.visible.insert(From.visible.begin(), From.visible.end());
  To.skipped.insert(From.skipped.begin(), From.skipped.end());
  To.expanded.insert(From.expanded.begin(), From.expanded.end());
  for (const auto &[At, Calls] : From.calls)
    llvm::append_range(To.calls[At], Calls);
  To.helperMacros.insert(From.helperMacros.begin(), From.helperMacros.end());
  To.usedInSkippedBody |= From.usedInSkippedBody;
}

} // namespace

Replay::Replay(const HeaderTrace &Trace, const CompilerInstance &Compiler,
               const PpRecord &Record, llvm::StringSet<> Words, PpFacts &Facts)
    : T(Trace), Compiler(Compiler), Sources(Compiler.getSourceManager()),
      Record(Record), Names(std::move(Words)), Facts(Facts),
      State(T.names.size(), HeaderTrace::Undefined),
      Shown(T.names.size(), Untold), FileRead(T.files.size()),
      Changed(T.inclusions.size()), IdlyChanged(T.inclusions.size()),
      Places(T.inclusions.size()) {}

void Replay::begin(llvm::ArrayRef<Option> Own) {
  const auto Reader = Compiler.getASTReader();
  if (!Reader || T.options < 0)
    return fail("again: no headers");
  const auto &Module = Reader->getModuleManager().getPrimaryModule();
  FirstFile = Module.SLocEntryBaseID;
  FirstPlace = Module.SLocEntryBaseOffset - 2;
  for (const auto &[Macro, Number] : T.contested)
    Watched.emplace_back(Macro, Number);
  for (const Option &O : Own)
    ownOption(O);
  Groups.emplace_back();
  enter(static_cast<unsigned>(T.options), {});
  showContested();
  readFirstTimesHere();
}

/// Has the headers that do something each time skipped where the unit includes
/// them first: all they did in the beginning was done already.
void Replay::readFirstTimesHere() {
  Preprocessor &Pp = Compiler.getPreprocessor();
  for (std::size_t I = 0; I < T.files.size(); ++I)
    if (!T.files[I].once && !FileRead[I] && !T.files[I].inclusions.empty())
      if (const auto Entry =
              Compiler.getFileManager().getOptionalFileRef(T.files[I].name))
        Pp.getHeaderSearchInfo().getFileInfo(*Entry).isPragmaOnce = true;
}

void Replay::mayBeReadAgain(unsigned File) {
  if (T.files[File].once)
    return;
  if (const auto Entry =
          Compiler.getFileManager().getOptionalFileRef(T.files[File].name))
    Compiler.getPreprocessor()
        .getHeaderSearchInfo()
        .getFileInfo(*Entry)
        .isPragmaOnce = false;
}

std::optional<unsigned> Replay::number(llvm::StringRef Name) const {
  const auto It = T.names.find(Name);
  return It == T.names.end() ? std::nullopt : std::optional(It->second);
}

void Replay::enter(unsigned Inclusion, const Place &At) {
  const HeaderTrace::Inclusion &In = T.inclusions[Inclusion];
  if (In.looksForFiles)
    return fail("again: header looks for others");
  if (Changed[Inclusion])
    return fail("again: own macro asked for");
  if (IdlyChanged[Inclusion])
    return fail("again: own macro in a body");
  if (!Places[Inclusion].read)
    Places[Inclusion] = At;
  Places[Inclusion].read = true;
  addFacts(Facts, In.facts);
  Groups.back().saysTokens |= In.saysTokens;
  auto Declared = In.declarations.begin();
  const auto Declare = [&](unsigned Until) {
    for (; Declared != In.declarations.end() && Declared->offset < Until;
         ++Declared)
      Groups.back().declarations.push_back(Declared->id);
  };
  for (const Step &S : In.steps) {
    if (S.kind == Step::Include) {
      Declare(S.offset);
      include(S, {static_cast<int>(Inclusion), S.offset, At.from, false});
    } else if (!step(Inclusion, S)) {
      return;
    }
    if (Problem)
      return;
  }
  Declare(~0u);
}

bool Replay::isObjectLike(int Definition) const {
  return Definition != HeaderTrace::Undefined &&
         !T.withParameters.contains(Definition);
}

bool Replay::step(unsigned, const Step &S) {
  int &Now = State[S.subject];
  switch (S.kind) {
  case Step::Lookup:
    if (Now != S.value)
      fail("again: other macro asked for");
    break;
  case Step::Mention:
    if (Now != S.value && (isObjectLike(Now) || isObjectLike(S.value)))
      fail("again: other macro asked for");
    break;
  case Step::Define:
  case Step::Undefine:
    Now = S.value;
    break;
  case Step::Default:
    if (Now == HeaderTrace::Undefined)
      Now = S.value;
    break;
  case Step::Include:
    break;
  }
  return !Problem;
}

/// What comes of tokens is as it was at this place. Else what is included first
/// here is as it was where it was first.
unsigned Replay::chooseInclusion(const Step &S) const {
  const std::vector<unsigned> &All = T.files[S.subject].inclusions;
  const unsigned Here =
      S.value < 0 ? All.front() : static_cast<unsigned>(S.value);
  if (T.inclusions[Here].saysTokens)
    return Here;
  if (!FileRead[S.subject])
    return All.front();
  return Here == All.front() && All.size() > 1 ? All[1] : Here;
}

void Replay::include(const Step &S, const Place &At) {
  const HeaderTrace::File &File = T.files[S.subject];
  if (File.once && FileRead[S.subject])
    return;
  if (File.inclusions.empty())
    return fail("again: header not read");
  const unsigned Inclusion = chooseInclusion(S);
  if (!FileRead[S.subject])
    mayBeReadAgain(S.subject);
  FileRead[S.subject] = true;
  const HeaderTrace::Inclusion &In = T.inclusions[Inclusion];
  const bool Says =
      In.saysTokens || !In.declarations.empty() || In.facts != PpFacts();
  // What says nothing can be said twice.
  if (Says && Places[Inclusion].read)
    return fail("again: header read twice");
  enter(Inclusion, At);
}

void Replay::FileSkipped(const FileEntryRef &File, const Token &Name,
                         SrcMgr::CharacteristicKind) {
  const auto It = T.fileNumbers.find(HeaderTrace::keyOf(File));
  if (Problem || It == T.fileNumbers.end())
    return;
  const SourceLocation From = Sources.getExpansionLoc(Name.getLocation());
  Groups.push_back({From, {}, false});
  include({Step::Include, It->second, -1, 0}, {-1, 0, From, false});
  showContested();
}

void Replay::LexedFileChanged(FileID File, LexedFileChangeReason Reason,
                              SrcMgr::CharacteristicKind, FileID,
                              SourceLocation) {
  if (Problem || Reason != LexedFileChangeReason::EnterFile)
    return;
  const auto Entry = Sources.getFileEntryRefForID(File);
  if (!Entry)
    return;
  const auto It = T.fileNumbers.find(HeaderTrace::keyOf(*Entry));
  if (It != T.fileNumbers.end() && T.files[It->second].once)
    fail("again: header read anew");
}

std::vector<HeaderTrace::FileKey> Replay::headersRead() const {
  std::vector<HeaderTrace::FileKey> Read;
  for (const auto &[Key, Number] : T.fileNumbers)
    if (FileRead[Number])
      Read.push_back(Key);
  return Read;
}

int Replay::inclusionOf(SourceLocation Location) const {
  const FileID File = Sources.getFileID(Sources.getExpansionLoc(Location));
  const int Number = static_cast<int>(File.getHashValue()) - FirstFile + 1;
  return Number < 1 ||
                 static_cast<std::size_t>(Number) >= T.inclusionOfFile.size()
             ? -1
             : T.inclusionOfFile[static_cast<std::size_t>(Number)];
}

bool Replay::isRead(SourceLocation Location) const {
  if (!Sources.isLoadedSourceLocation(Sources.getExpansionLoc(Location)))
    return true;
  const int Inclusion = inclusionOf(Location);
  return Inclusion >= 0 && Places[static_cast<unsigned>(Inclusion)].read;
}

std::pair<SourceLocation, std::vector<unsigned>>
Replay::way(SourceLocation Location) const {
  const SourceLocation At = Sources.getExpansionLoc(Location);
  if (!Sources.isLoadedSourceLocation(At))
    return {At, {}};
  std::vector<unsigned> Way = {Sources.getFileOffset(At)};
  SourceLocation From;
  for (int I = inclusionOf(Location); I >= 0;) {
    const Place &P = Places[static_cast<unsigned>(I)];
    From = P.from;
    if (P.parent >= 0)
      Way.push_back(P.offset);
    I = P.parent;
  }
  std::reverse(Way.begin(), Way.end());
  return {From, Way};
}

bool Replay::isBefore(SourceLocation A, SourceLocation B) const {
  const auto [FromA, WayA] = way(A);
  const auto [FromB, WayB] = way(B);
  if (FromA == FromB)
    return WayA < WayB;
  if (FromA.isInvalid() || FromB.isInvalid())
    return FromA.isInvalid(); // from the options, before all else
  return Sources.isBeforeInTranslationUnit(FromA, FromB);
}
