//===- engine/HeaderTrace.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/HeaderTrace.h"

#include "clang/Basic/CharInfo.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/MacroArgs.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

/// True if a macro says `inline` and adds attributes to it.
static bool addsAttributes(const IdentifierInfo &Name, const MacroInfo &Info) {
  if (Name.getTokenID() != tok::kw_inline || Info.isFunctionLike() ||
      Info.tokens_empty() || Info.tokens().front().isNot(tok::kw_inline))
    return false;
  return llvm::all_of(Info.tokens().drop_front(), [](const Token &T) {
    return T.isOneOf(tok::identifier, tok::kw___attribute, tok::l_paren,
                     tok::r_paren);
  });
}

bool pageless::isAttributeOfInline(const Token &Name, const Preprocessor &Pp) {
  const SourceLocation At = Name.getLocation();
  if (!At.isMacroID() || Pp.getSourceManager().isMacroArgExpansion(At))
    return false;
  const llvm::StringRef From =
      Lexer::getImmediateMacroName(At, Pp.getSourceManager(), Pp.getLangOpts());
  const IdentifierInfo *Macro = Pp.getIdentifierInfo(From);
  const MacroInfo *Info = Pp.getMacroInfo(Macro);
  return Info && addsAttributes(*Macro, *Info);
}

TraceRecorder::TraceRecorder(Preprocessor &Pp, PpRecord &Record,
                             const Ledger &L, const llvm::StringSet<> &Names,
                             UnitFiles &Files, HeaderTrace &Trace)
    : Pp(Pp), Sources(Pp.getSourceManager()), Record(Record), L(L),
      Names(Names), Files(Files), Trace(Trace) {}

HeaderTrace::Inclusion &TraceRecorder::current() {
  return Trace.inclusions[Stack.back().inclusion];
}

void TraceRecorder::add(Step S) {
  if (Stack.empty())
    return;
  current().steps.push_back(S);
  // In a unit the header may be included here first, and define something.
  if (S.kind == Step::Include)
    for (Open &O : Stack) {
      O.asked.clear();
      O.mentioned.clear();
    }
}

unsigned TraceRecorder::number(const IdentifierInfo *Name) {
  const auto [It, Fresh] = Numbers.try_emplace(Name, Numbers.size());
  if (Fresh) {
    Trace.names[Name->getName()] = It->second;
    Trace.askers.emplace_back();
    Trace.idleAskers.emplace_back();
    State.push_back(HeaderTrace::Undefined);
    Versions.push_back(0);
    EverDefined.push_back(false);
    Contested.push_back(false);
    OfInline.push_back(false);
  }
  return It->second;
}

unsigned TraceRecorder::fileNumber(FileEntryRef Entry) {
  const auto [It, Fresh] = Trace.fileNumbers.try_emplace(
      HeaderTrace::keyOf(Entry), Trace.files.size());
  if (Fresh) {
    Trace.files.emplace_back().name = Entry.getName().str();
    Entries.push_back(Entry);
  }
  return It->second;
}

void TraceRecorder::LexedFileChanged(FileID File, LexedFileChangeReason Reason,
                                     SrcMgr::CharacteristicKind Kind, FileID,
                                     SourceLocation) {
  if (Reason == LexedFileChangeReason::ExitFile) {
    Untraceable |= Stack.back().pushes != 0; // on those that do not read it
    if (Stack.size() > 1)
      Stack.pop_back();
    Record.record(current().facts);
    return;
  }
  const auto Number = static_cast<unsigned>(Trace.inclusions.size());
  const auto Entry = Sources.getFileEntryRefForID(File);
  if (Entry) {
    const unsigned Of = fileNumber(*Entry);
    const SourceLocation From = Sources.getIncludeLoc(File);
    add({Step::Include, Of, static_cast<int>(Number),
         From.isValid() ? Sources.getFileOffset(From) : 0});
    Trace.files[Of].inclusions.push_back(Number);
    if (SrcMgr::isSystem(Kind))
      Trace.systemFiles.insert(Entry->getName().str());
  } else {
    Untraceable |= Trace.options >= 0;
    Trace.options = static_cast<int>(Number);
  }
  Trace.inclusions.emplace_back();
  Stack.emplace_back().inclusion = Number;
  const auto Index = static_cast<std::size_t>(File.getHashValue());
  if (Trace.inclusionOfFile.size() <= Index)
    Trace.inclusionOfFile.resize(Index + 1, -1);
  Trace.inclusionOfFile[Index] = static_cast<int>(Number);
  Record.record(current().facts);
}

void TraceRecorder::FileSkipped(const FileEntryRef &File, const Token &Name,
                                SrcMgr::CharacteristicKind) {
  add({Step::Include, fileNumber(File), -1,
       Sources.getFileOffset(Sources.getExpansionLoc(Name.getLocation()))});
}

int TraceRecorder::inclusionOf(FileID File) const {
  const auto Index = static_cast<std::size_t>(File.getHashValue());
  return Index < Trace.inclusionOfFile.size() ? Trace.inclusionOfFile[Index]
                                              : -1;
}

PpFacts &TraceRecorder::factsOf(FileID File) {
  const int Number = inclusionOf(File);
  return Trace.inclusions[Number < 0 ? 0 : static_cast<unsigned>(Number)].facts;
}

void TraceRecorder::define(unsigned Name, int Definition) {
  Contested[Name] =
      Contested[Name] || (EverDefined[Name] && State[Name] != Definition);
  State[Name] = Definition;
  ++Versions[Name];
  EverDefined[Name] = true;
}

void TraceRecorder::ask(const IdentifierInfo *Name, bool Idle, Step::Kind How) {
  if (Stack.empty())
    return;
  const unsigned Number = number(Name);
  Open &In = Stack.back();
  if (Idle) {
    if (!In.asker.count(Number) && In.askedIdly.insert(Number).second)
      Trace.idleAskers[Number].push_back(In.inclusion);
    return;
  }
  Guarded.at = SourceLocation();
  const auto Told = In.asked.find(Number);
  if (Told != In.asked.end() && Told->second == Versions[Number])
    return;
  auto &Asked = How == Step::Lookup ? In.asked : In.mentioned;
  const auto [It, Fresh] = Asked.try_emplace(Number, Versions[Number]);
  if (!Fresh && It->second == Versions[Number])
    return;
  if (In.asker.insert(Number).second)
    Trace.askers[Number].push_back(In.inclusion);
  It->second = Versions[Number];
  add({How, Number, State[Number], 0});
}

/// In a body that is skipped, all but directives is without effect.
bool TraceRecorder::isIdle(SourceLocation Location) const {
  return !Pp.isParsingIfOrElifDirective() && Record.isInSkippedBody(Location);
}

void TraceRecorder::tokenRead(const Token &T) {
  const bool Idle = isIdle(T.getLocation());
  if (!Stack.empty() && T.isNot(tok::eof))
    current().saysTokens = true;
  if (Pending.name && T.is(tok::l_paren)) {
    // With a directive between the two it is too late to ask.
    Untraceable |= Stack.empty() ||
                   Stack.back().inclusion != Pending.inclusion ||
                   Versions[number(Pending.name)] != Pending.version;
    ask(Pending.name);
  }
  Pending.name = nullptr;
  // What stands for a #pragma has something else in the place of a name.
  const IdentifierInfo *Name =
      T.isAnnotation() ? nullptr : T.getIdentifierInfo();
  if (!Name) {
    Guarded.at = SourceLocation();
    return;
  }
  ask(Name, Idle, Step::Mention);
  if (!Idle && !Stack.empty())
    Pending = {Name, Stack.back().inclusion, Versions[number(Name)]};
}

int TraceRecorder::definition(const IdentifierInfo &Name,
                              const MacroInfo &Info) {
  std::string Text(1, Info.isFunctionLike() ? 'f' : 'o');
  Text += std::string(1, Info.isVariadic() ? 'v' : ' ') + Name.getName().str();
  for (const IdentifierInfo *Parameter : Info.params())
    (Text += ' ') += Parameter->getName();
  bool Matters = Names.contains(Name.getName());
  for (const Token &T : Info.tokens()) {
    const IdentifierInfo *Spelled = T.getIdentifierInfo();
    Matters |= Spelled && Names.contains(Spelled->getName());
    (Text += T.hasLeadingSpace() ? "\n " : "\n") += Pp.getSpelling(T);
  }
  if (!Matters && addsAttributes(Name, Info))
    return HeaderTrace::Undefined;
  ++Made;
  if (Info.isFunctionLike())
    Trace.withParameters.insert(Made);
  return Matters ? Made : Definitions.try_emplace(Text, Made).first->second;
}

void TraceRecorder::MacroDefined(const Token &Name,
                                 const MacroDirective *Directive) {
  const unsigned Number = number(Name.getIdentifierInfo());
  if (Stack.empty()) {
    Untraceable = true;
    return;
  }
  const MacroInfo &Info = *Directive->getMacroInfo();
  // Nobody is told about `inline`: what it brings must be there whenever it is.
  if (addsAttributes(*Name.getIdentifierInfo(), Info))
    for (const Token &T : Info.tokens())
      if (const IdentifierInfo *Spelled = T.getIdentifierInfo())
        OfInline[number(Spelled)] = true;
  const int Definition = definition(*Name.getIdentifierInfo(), Info);
  Trace.definitionAt[Info.getDefinitionLoc().getRawEncoding()] = Definition;
  if (static_cast<int>(Stack.back().inclusion) == Trace.options)
    Trace.byOptions.insert(Definition);
  define(Number, Definition);
  add({Step::Define, Number, Definition, 0});
  if (Guarded.at.isValid() &&
      (Guarded.name != Number || current().steps.size() != Guarded.steps + 2))
    Guarded.at = SourceLocation();
}

void TraceRecorder::MacroUndefined(const Token &Name, const MacroDefinition &,
                                   const MacroDirective *) {
  const unsigned Number = number(Name.getIdentifierInfo());
  Guarded.at = SourceLocation();
  define(Number, HeaderTrace::Undefined);
  add({Step::Undefine, Number, HeaderTrace::Undefined, 0});
}

void TraceRecorder::MacroExpands(const Token &Name,
                                 const MacroDefinition &Definition,
                                 SourceRange Range,
                                 const MacroArgs *Arguments) {
  if (isAttributeOfInline(Name, Pp))
    return;
  const bool Idle = isIdle(Range.getBegin());
  ask(Name.getIdentifierInfo(), Idle);
  const MacroInfo *Info = Definition.getMacroInfo();
  if (!Info || addsAttributes(*Name.getIdentifierInfo(), *Info))
    return;
  if (Info->isBuiltinMacro())
    return noteBuiltin(Name.getIdentifierInfo()->getName(), Idle);
  askBody(*Info, Idle);
  if (Arguments)
    askArguments(*Arguments, Idle);
}

/// What depends on the headers before, or on how deep this one is included, is
/// different in each unit.
void TraceRecorder::noteBuiltin(llvm::StringRef Name, bool Idle) {
  Untraceable |=
      !Idle && (Name == "__INCLUDE_LEVEL__" || Name == "__BASE_FILE__" ||
                (Name == "__COUNTER__" && Pp.isParsingIfOrElifDirective()));
}

/// An argument that is dropped, or only spelled, reaches nobody else.
void TraceRecorder::askArguments(const MacroArgs &Arguments, bool Idle) {
  for (unsigned I = 0; I < Arguments.getNumMacroArguments(); ++I) {
    const Token *First = Arguments.getUnexpArgument(I);
    for (const Token &T : llvm::ArrayRef(First, MacroArgs::getArgLength(First)))
      if (const IdentifierInfo *Name =
              T.isAnnotation() ? nullptr : T.getIdentifierInfo())
        ask(Name, Idle);
  }
}

void TraceRecorder::askBody(const MacroInfo &Info, bool Idle) {
  const llvm::ArrayRef<Token> Body = Info.tokens();
  const auto IsParameter = [&](const Token &T) {
    return T.getIdentifierInfo() &&
           llvm::is_contained(Info.params(), T.getIdentifierInfo());
  };
  for (std::size_t I = 0; I < Body.size(); ++I) {
    const IdentifierInfo *Spelled = Body[I].getIdentifierInfo();
    if (!Spelled || IsParameter(Body[I]))
      continue;
    // An argument, or what follows the call, may begin with a parenthesis.
    const bool MayBeCall =
        I + 1 == Body.size() || IsParameter(Body[I + 1]) ||
        Body[I + 1].isOneOf(tok::l_paren, tok::hash, tok::hashhash);
    ask(Spelled, Idle, MayBeCall ? Step::Lookup : Step::Mention);
  }
}

void TraceRecorder::finish() {
  // What is guarded by a macro is known when its end has been read.
  for (std::size_t I = 0; I < Entries.size(); ++I)
    Trace.files[I].once =
        Pp.getHeaderSearchInfo().isFileMultipleIncludeGuarded(Entries[I]);
  for (const auto &[Name, Number] : Numbers)
    if (Contested[Number] && !OfInline[Number])
      Trace.contested.emplace_back(Name->getName().str(), Number);
  for (HeaderTrace::Inclusion &In : Trace.inclusions)
    llvm::erase_if(In.steps, [&](const Step &S) {
      return (S.kind == Step::Lookup || S.kind == Step::Mention) &&
             !EverDefined[S.subject];
    });
}
