//===- engine/ReplayMacros.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Replay.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

/// Whether a macro with that value, as an option spells it, can neither bring a
/// word nor end a function's body.
bool isHarmlessText(llvm::StringRef Text, const llvm::StringSet<> &Names) {
  int Depth = 0;
  if (Text.contains("##"))
    return false;
  for (const char C : Text) {
    Depth += C == '(' ? 1 : C == ')' ? -1 : 0;
    if (Depth < 0 || C == '{' || C == '}')
      return false;
  }
  return Depth == 0 && llvm::none_of(Names.keys(), [&](llvm::StringRef Name) {
           return Text.contains(Name);
         });
}

} // namespace

/// Gives Clang the definition of a name that this unit would have.
void Replay::show(llvm::StringRef Name, int Definition) {
  Preprocessor &Pp = Compiler.getPreprocessor();
  IdentifierInfo *Identifier = Pp.getIdentifierInfo(Name);
  if (Definition == HeaderTrace::Undefined) {
    if (Identifier->hasMacroDefinition())
      Pp.appendMacroDirective(Identifier,
                              new (Pp.getPreprocessorAllocator())
                                  UndefMacroDirective(SourceLocation()));
    return;
  }
  for (MacroDirective *D = Pp.getLocalMacroDirectiveHistory(Identifier); D;
       D = D->getPrevious()) {
    auto *Define = dyn_cast<DefMacroDirective>(D);
    if (!Define)
      continue;
    const SourceLocation At = Define->getInfo()->getDefinitionLoc();
    const auto It = T.definitionAt.find(At.getRawEncoding() - FirstPlace);
    if (It == T.definitionAt.end() || It->second != Definition)
      continue;
    Pp.appendDefMacroDirective(Identifier, Define->getInfo(), At);
    return;
  }
  fail("again: macro taken back"); // its definition is nowhere
}

/// To be called where the unit's own text goes on.
void Replay::showContested() {
  for (const auto &[Name, Number] : Watched) {
    if (Shown[Number] == State[Number])
      continue;
    Shown[Number] = State[Number];
    if (State[Number] != OwnMacro) // Clang has seen that
      show(Name, State[Number]);
  }
}

void Replay::ownOption(const Option &O) {
  const auto [Name, Value] = llvm::StringRef(O.first).split('=');
  own(Name.take_until([](char C) { return C == '('; }), O.second,
      isHarmlessText(Value, Names));
}

void Replay::own(llvm::StringRef Name, bool Defines, bool Harmless) {
  const auto Number = number(Name);
  if (!Number)
    return;
  // Headers that follow may have another definition, which Clang has read long
  // ago.
  if (!llvm::is_contained(Watched, std::pair(Name.str(), *Number)))
    Watched.emplace_back(Name.str(), *Number);
  Shown[*Number] = Untold;
  State[*Number] = Defines ? OwnMacro : HeaderTrace::Undefined;
  for (const unsigned Asker : T.askers[*Number])
    Changed[Asker] = true;
  if (!Harmless)
    for (const unsigned Asker : T.idleAskers[*Number])
      IdlyChanged[Asker] = true;
}

bool Replay::comesFromOptions(SourceLocation Location) const {
  return !Sources.getFileEntryRefForID(
      Sources.getFileID(Sources.getExpansionLoc(Location)));
}

bool Replay::isHarmless(const MacroInfo &Info) const {
  int Depth = 0;
  for (const Token &T : Info.tokens()) {
    const IdentifierInfo *Name = T.getIdentifierInfo();
    Depth += T.is(tok::l_paren) ? 1 : T.is(tok::r_paren) ? -1 : 0;
    if (Depth < 0 || T.isOneOf(tok::l_brace, tok::r_brace, tok::hashhash) ||
        (Name && Names.contains(Name->getName())))
      return false;
  }
  return Depth == 0;
}

void Replay::MacroDefined(const Token &Name, const MacroDirective *Directive) {
  const MacroInfo &Info = *Directive->getMacroInfo();
  // What the options say was dealt with at the beginning.
  if (!Problem && !comesFromOptions(Info.getDefinitionLoc()))
    own(Name.getIdentifierInfo()->getName(), true, isHarmless(Info));
}

void Replay::MacroUndefined(const Token &Name, const MacroDefinition &,
                            const MacroDirective *) {
  if (!Problem && !comesFromOptions(Name.getLocation()))
    own(Name.getIdentifierInfo()->getName(), false, true);
}

void Replay::check(llvm::StringRef Name, const MacroInfo *Info) {
  if (Problem)
    return;
  if (Info && Info->isBuiltinMacro()) {
    // Headers of others have counted, too.
    if (Name == "__COUNTER__" &&
        Compiler.getPreprocessor().isParsingIfOrElifDirective())
      fail("again: counter asked for");
    return;
  }
  const auto Number = number(Name);
  if (!Number)
    return;
  const int Now = State[*Number];
  bool Same = Now == HeaderTrace::Undefined;
  if (Info) {
    const SourceLocation At = Info->getDefinitionLoc();
    if (Sources.isLoadedSourceLocation(At)) {
      const auto It = T.definitionAt.find(At.getRawEncoding() - FirstPlace);
      Same = It != T.definitionAt.end() && It->second == Now;
    } else {
      Same = Now == OwnMacro ||
             (comesFromOptions(At) && T.byOptions.contains(Now));
    }
  }
  if (!Same)
    fail("again: macro not included");
}

void Replay::MacroExpands(const Token &Name, const MacroDefinition &Definition,
                          SourceRange Range, const MacroArgs *) {
  // In a body that is skipped no macro brings a word: those that could are
  // carriers. A directive may still include something.
  const Preprocessor &Pp = Compiler.getPreprocessor();
  const bool Matters = Pp.isParsingIfOrElifDirective() ||
                       !Record.isInSkippedBody(Range.getBegin());
  if (Matters && !isAttributeOfInline(Name, Pp))
    check(Name.getIdentifierInfo()->getName(), Definition.getMacroInfo());
}

/// A condition asks whether there is a macro.
void Replay::answer(const Token &Name, const MacroDefinition &Definition) {
  if (Name.is(tok::kw_inline)) // nobody is told about it
    fail("again: inline asked for");
  check(Name.getIdentifierInfo()->getName(), Definition.getMacroInfo());
}

void Replay::Defined(const Token &Name, const MacroDefinition &Definition,
                     SourceRange) {
  answer(Name, Definition);
}

void Replay::Ifdef(SourceLocation, const Token &Name,
                   const MacroDefinition &Definition) {
  answer(Name, Definition);
}

void Replay::Ifndef(SourceLocation, const Token &Name,
                    const MacroDefinition &Definition) {
  answer(Name, Definition);
}

void Replay::Elifdef(SourceLocation, const Token &Name,
                     const MacroDefinition &Definition) {
  answer(Name, Definition);
}

void Replay::Elifndef(SourceLocation, const Token &Name,
                      const MacroDefinition &Definition) {
  answer(Name, Definition);
}
