//===- engine/PpRecord.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/PpRecord.h"

#include "clang/Lex/MacroArgs.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// The words of \p File with an offset in \p Range.
llvm::ArrayRef<Word> wordsIn(const Ledger &L, const std::string &File,
                             ByteRange Range) {
  const auto It = L.files.find(File);
  if (It == L.files.end())
    return {};
  const auto Less = [](const Word &W, std::size_t O) { return W.offset < O; };
  const std::vector<Word> &Words = It->second.words;
  const auto First = llvm::lower_bound(Words, Range.begin, Less);
  const auto Last = std::lower_bound(First, Words.end(), Range.end, Less);
  return {&*Words.begin() + (First - Words.begin()),
          static_cast<std::size_t>(Last - First)};
}

/// True if the parameter at \p At is an argument or a statement by itself, in
/// any number of parentheses, so that a value can stand for it.
bool isPlainUse(llvm::ArrayRef<Token> Body, std::size_t At) {
  std::size_t Left = At, Right = At + 1; // what is taken in: [Left, Right)
  while (Left > 0 && Right < Body.size() && Body[Left - 1].is(tok::l_paren) &&
         Body[Right].is(tok::r_paren)) {
    if (Left > 1 && Body[Left - 2].is(tok::identifier))
      return true; // the only argument of a call
    --Left;
    ++Right;
  }
  const bool Begins =
      Left == 0 || Body[Left - 1].isOneOf(tok::l_paren, tok::comma, tok::semi,
                                          tok::l_brace, tok::r_brace);
  const bool Ends =
      Right == Body.size() ||
      Body[Right].isOneOf(tok::r_paren, tok::comma, tok::semi, tok::r_brace);
  return Begins && Ends;
}

/// `, ## args`, which GNU C uses to drop the comma and does not paste.
bool isCommaPaste(const MacroInfo &Info, unsigned Index, std::size_t At) {
  return At > 1 && Info.tokens()[At - 2].is(tok::comma) && Info.isVariadic() &&
         Index + 1 == Info.getNumParams();
}

/// True if the macro's body has a name that \p Is wants.
template <typename Fn> bool saysName(const MacroInfo &Info, Fn Is) {
  return llvm::any_of(Info.tokens(), [&](const Token &T) {
    const IdentifierInfo *Name = T.getIdentifierInfo();
    return Name && Is(*Name);
  });
}

/// How the macro's body uses its parameter \p Index.
void describeParameter(const MacroInfo &Info, unsigned Index, MacroCall &Call) {
  const IdentifierInfo *Parameter =
      Index < Info.getNumParams() ? Info.params()[Index] : nullptr;
  const llvm::ArrayRef<Token> Body = Info.tokens();
  for (std::size_t I = 0; I < Body.size(); ++I) {
    if (!Parameter || Body[I].getIdentifierInfo() != Parameter)
      continue;
    const bool HashBefore =
        I > 0 && Body[I - 1].isOneOf(tok::hash, tok::hashat);
    const bool PasteBefore =
        I > 0 && Body[I - 1].is(tok::hashhash) && !isCommaPaste(Info, Index, I);
    const bool PasteAfter =
        I + 1 < Body.size() && Body[I + 1].is(tok::hashhash);
    Call.stringified |= HashBefore;
    Call.pasted |= PasteBefore || PasteAfter;
    Call.plain &= HashBefore || PasteBefore || PasteAfter ||
                  isCommaPaste(Info, Index, I) || isPlainUse(Body, I);
  }
}

} // namespace

const std::string &UnitFiles::name(FileID File) {
  const auto [It, Fresh] = Names.try_emplace(File);
  if (Fresh)
    if (const auto Entry = Sources.getFileEntryRefForID(File))
      It->second = Paths.relative(Entry->getName(), Directory).value_or("");
  return It->second;
}

bool UnitFiles::isRead(SourceLocation Location) const {
  return !Order || Order->isRead(Location);
}

bool UnitFiles::isBefore(SourceLocation A, SourceLocation B) const {
  return Order ? Order->isBefore(A, B)
               : Sources.isBeforeInTranslationUnit(A, B);
}

const NamedDecl *UnitFiles::lastRead(const NamedDecl *Any) const {
  if (!Order)
    return Any;
  const NamedDecl *Last = nullptr;
  for (const Decl *D : Any->redecls())
    if (!D->getLexicalDeclContext()->isFunctionOrMethod() &&
        isRead(D->getLocation()) &&
        (!Last || isBefore(Last->getLocation(), D->getLocation())))
      Last = cast<NamedDecl>(D);
  return Last;
}

bool UnitFiles::isDeclaredBefore(const NamedDecl *Any,
                                 SourceLocation Location) const {
  if (!Order) // the first declaration is what counts
    return isBefore(Any->getCanonicalDecl()->getLocation(), Location);
  return llvm::any_of(Any->redecls(), [&](const Decl *D) {
    return isRead(D->getLocation()) && isBefore(D->getLocation(), Location);
  });
}

void PpRecord::LexedFileChanged(FileID File, LexedFileChangeReason Reason,
                                SrcMgr::CharacteristicKind, FileID,
                                SourceLocation) {
  if (Reason != LexedFileChangeReason::EnterFile)
    return;
  BlanksAreWrong |= MadeCarrier;
  const std::string &Name = Files.name(File);
  if (L.files.count(Name)) {
    Inclusions.try_emplace(File);
    Facts->usedInSkippedBody |= Skipping && isInSkippedBody(File);
    Facts->entered.insert(Name);
  }
}

bool PpRecord::isInSkippedBody(FileID File) const {
  // The parser has read one token behind the body, and so perhaps an #include.
  while (File.isValid()) {
    const auto [Includer, Offset] =
        Sources.getDecomposedLoc(Sources.getIncludeLoc(File));
    if (Includer == SkippedFile)
      return Offset < SkippedEnd;
    File = Includer;
  }
  return false;
}

void PpRecord::SourceRangeSkipped(SourceRange Range, SourceLocation) {
  const auto [File, Begin] = Sources.getDecomposedLoc(Range.getBegin());
  const auto It = Inclusions.find(File);
  if (It == Inclusions.end())
    return;
  It->second.push_back({Begin, Sources.getFileOffset(Range.getEnd())});
}

void PpRecord::recordBody(const MacroInfo &Info) {
  if (Wordless.contains(&Info))
    return;
  const auto [File, Begin] = Sources.getDecomposedLoc(Info.getDefinitionLoc());
  const std::string &Name = Files.name(File);
  llvm::ArrayRef<Word> Words;
  if (Info.getDefinitionEndLoc().isValid())
    Words =
        wordsIn(L, Name,
                {Begin, Sources.getFileOffset(Info.getDefinitionEndLoc()) + 1});
  if (Words.empty())
    Wordless.insert(&Info);
  for (const Word &W : Words) {
    Facts->expanded.insert({Name, W.offset});
    Facts->usedInSkippedBody |= Skipping;
  }
}

void PpRecord::recordArguments(const Token &Name, const MacroInfo &Info,
                               ByteRange Call, FileID File,
                               const MacroArgs &Arguments) {
  for (unsigned I = 0; I < Arguments.getNumMacroArguments(); ++I) {
    const Token *First = Arguments.getUnexpArgument(I);
    const unsigned Count = MacroArgs::getArgLength(First);
    // Hundreds of thousands of arguments, of which a handful has a word.
    if (llvm::none_of(llvm::ArrayRef(First, Count), [&](const Token &T) {
          return T.is(tok::identifier) &&
                 Triggers.contains(T.getIdentifierInfo());
        }))
      continue;
    const auto [FirstFile, Begin] =
        Sources.getDecomposedLoc(Sources.getSpellingLoc(First->getLocation()));
    const Token &Last = First[Count - 1];
    const auto [LastFile, LastBegin] =
        Sources.getDecomposedLoc(Sources.getSpellingLoc(Last.getLocation()));
    if (FirstFile != LastFile || LastBegin < Begin ||
        !L.files.count(Files.name(FirstFile)))
      continue;
    MacroCall Site;
    Site.spellsArgument =
        FirstFile == File && Begin >= Call.begin && LastBegin < Call.end;
    Site.macro = Name.getIdentifierInfo()->getName().str();
    Site.file = Files.name(FirstFile);
    Site.call = Call;
    Site.argument = {Begin, LastBegin + Last.getLength()};
    describeParameter(Info, I, Site);
    for (const Word &W : wordsIn(L, Site.file, Site.argument))
      Facts->calls[{Site.file, W.offset}].push_back(Site);
  }
}

void PpRecord::expectBlanks(const llvm::StringSet<> &Names) {
  Carriers.insert(Triggers.begin(), Triggers.end());
  for (const llvm::StringRef Name : Names.keys())
    Carriers.insert(Pp.getIdentifierInfo(Name));
}

bool PpRecord::isInHeader(SourceLocation Location) {
  const FileID File = Sources.getFileID(Location);
  if (File != LastFile) {
    LastFile = File;
    const auto Entry = Sources.getFileEntryRefForID(File);
    LastIsHeader = Entry && Entry->getName().ends_with(".h");
  }
  return LastIsHeader;
}

bool PpRecord::isOwnCarrier(const MacroInfo &Info) const {
  return saysName(Info, [&](const IdentifierInfo &Name) {
    return Carriers.contains(&Name);
  });
}

void PpRecord::MacroDefined(const Token &Name,
                            const MacroDirective *Directive) {
  // All macros of headers that lead to a word are carriers; those of a source
  // without a word are not.
  if (!Carriers.empty() && !Carriers.contains(Name.getIdentifierInfo()) &&
      !isInHeader(Name.getLocation()) &&
      isOwnCarrier(*Directive->getMacroInfo())) {
    Carriers.insert(Name.getIdentifierInfo());
    MadeCarrier = true;
  }
  // What a parser makes of it nobody is told.
  Lines.anywhere |=
      saysName(*Directive->getMacroInfo(), [](const IdentifierInfo &Part) {
        return Part.isStr("__builtin_LINE");
      });
  if (Helpers.contains(Name.getIdentifierInfo()->getName()))
    Facts->helperMacros.insert(Name.getIdentifierInfo()->getName().str());
}

/// The line that __LINE__ says is the one in which the outermost macro ends.
void PpRecord::noteLine(const Token &Name) {
  if (!Name.getIdentifierInfo()->isStr("__LINE__"))
    return;
  const SourceLocation At =
      Sources.getExpansionRange(Name.getLocation()).getEnd();
  if (!Pp.isParsingIfOrElifDirective() && isInSkippedBody(At))
    return;
  const FileID File = Sources.getFileID(At);
  if (const auto Entry = Sources.getFileEntryRefForID(File);
      Entry && !L.texts.count(Files.name(File)))
    Lines.files.emplace(Entry->getUniqueID().getDevice(),
                        Entry->getUniqueID().getFile());
}

void PpRecord::MacroExpands(const Token &Name,
                            const MacroDefinition &Definition,
                            SourceRange Range, const MacroArgs *Arguments) {
  const MacroInfo *Info = Definition.getMacroInfo();
  if (!Info)
    return;
  if (Info->isBuiltinMacro())
    return noteLine(Name);
  recordBody(*Info);
  if (!Arguments)
    return;
  const auto [File, Begin] =
      Sources.getDecomposedLoc(Sources.getSpellingLoc(Range.getBegin()));
  const auto [EndFile, End] =
      Sources.getDecomposedLoc(Sources.getSpellingLoc(Range.getEnd()));
  if (File != EndFile || End < Begin)
    return;
  recordArguments(Name, *Info, {Begin, End + 1}, File, *Arguments);
}

bool PpRecord::isInSkippedBody(SourceLocation Location) const {
  if (!Skipping)
    return false;
  const auto [File, Offset] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Location));
  return File == SkippedFile ? Offset < SkippedEnd : isInSkippedBody(File);
}

void PpRecord::finish() {
  finish([&](FileID) -> PpFacts & { return *Facts; });
}

void PpRecord::finish(llvm::function_ref<PpFacts &(FileID)> Of) {
  for (const auto &[File, Ranges] : Inclusions) {
    const std::string &Name = Files.name(File);
    PpFacts &Here = Of(File);
    for (const Word &W : L.files.at(Name).words) {
      const auto Hidden = llvm::find_if(Ranges, [&](const ByteRange &R) {
        return R.begin <= W.offset && W.offset < R.end;
      });
      if (Hidden == Ranges.end())
        Here.visible.insert({Name, W.offset});
      else
        Here.skipped.try_emplace({Name, W.offset}, Hidden->begin);
    }
  }
}
