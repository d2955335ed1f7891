//===- engine/TraceDirectives.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/HeaderTrace.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

void TraceRecorder::Defined(const Token &Name, const MacroDefinition &,
                            SourceRange) {
  ask(Name.getIdentifierInfo());
}

void TraceRecorder::askAll(SourceRange Condition) {
  const auto [File, Begin] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Condition.getBegin()));
  const auto [EndFile, End] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(Condition.getEnd()));
  if (File != EndFile || End < Begin) {
    Untraceable = true;
    return;
  }
  // The end is that of the last token's beginning, at times.
  const llvm::StringRef Text = Sources.getBufferData(File);
  std::size_t I = Begin;
  while (I < Text.size() && (I <= End || isAsciiIdentifierContinue(Text[I]))) {
    const std::size_t From = I;
    while (I < Text.size() && isAsciiIdentifierContinue(Text[I], true))
      ++I;
    if (I == From)
      ++I;
    else if (!isDigit(Text[From]))
      ask(Pp.getIdentifierInfo(Text.slice(From, I)));
  }
}

void TraceRecorder::If(SourceLocation, SourceRange Condition,
                       ConditionValueKind) {
  askAll(Condition);
}

void TraceRecorder::Elif(SourceLocation, SourceRange Condition,
                         ConditionValueKind Value, SourceLocation) {
  Guarded.at = SourceLocation();
  if (Value != CVK_NotEvaluated)
    askAll(Condition);
}

void TraceRecorder::Ifdef(SourceLocation, const Token &Name,
                          const MacroDefinition &) {
  ask(Name.getIdentifierInfo());
}

void TraceRecorder::Ifndef(SourceLocation At, const Token &Name,
                           const MacroDefinition &Definition) {
  if (Stack.empty())
    return;
  const std::size_t Before = current().steps.size();
  ask(Name.getIdentifierInfo());
  if (!Definition.getMacroInfo() && current().steps.size() == Before + 1) {
    Guarded.at = At;
    Guarded.name = number(Name.getIdentifierInfo());
    Guarded.steps = Before;
  }
}

void TraceRecorder::Elifdef(SourceLocation, const Token &Name,
                            const MacroDefinition &) {
  ask(Name.getIdentifierInfo());
}

void TraceRecorder::Elifndef(SourceLocation, const Token &Name,
                             const MacroDefinition &) {
  ask(Name.getIdentifierInfo());
}

void TraceRecorder::Elifdef(SourceLocation, SourceRange, SourceLocation) {
  Guarded.at = SourceLocation();
}

void TraceRecorder::Elifndef(SourceLocation, SourceRange, SourceLocation) {
  Guarded.at = SourceLocation();
}

void TraceRecorder::HasInclude(SourceLocation At, llvm::StringRef, bool,
                               OptionalFileEntryRef File,
                               SrcMgr::CharacteristicKind) {
  if (File)
    Trace.lookedFor.insert(HeaderTrace::keyOf(*File));
  // A unit's further folders may have it. Clang's own headers look behind them.
  else if (!Stack.empty() && !Sources.isInSystemHeader(At))
    current().looksForFiles = true;
}

void TraceRecorder::Else(SourceLocation, SourceLocation) {
  Guarded.at = SourceLocation();
}

void TraceRecorder::Endif(SourceLocation At, SourceLocation If) {
  const bool MakesDefault = Guarded.at.isValid() && Guarded.at == If &&
                            !Stack.empty() &&
                            current().steps.size() == Guarded.steps + 2;
  Guarded.at = SourceLocation();
  if (!MakesDefault)
    return;
  // Words between the two would be seen or not, as it comes.
  const auto [File, Begin] = Sources.getDecomposedLoc(If);
  const auto It = L.files.find(Files.name(File));
  const std::size_t End = Sources.getFileOffset(At);
  if (It != L.files.end() && llvm::any_of(It->second.words, [&](const Word &W) {
        return Begin <= W.offset && W.offset < End;
      }))
    return;
  std::vector<Step> &Steps = current().steps;
  const Step Last = Steps.back();
  Steps.resize(Guarded.steps);
  Steps.push_back({Step::Default, Last.subject, Last.value, 0});
  // Whatever the answer, it makes no difference.
  std::vector<unsigned> &Askers = Trace.askers[Last.subject];
  if (!Askers.empty() && Askers.back() == Stack.back().inclusion)
    Askers.pop_back();
}

void TraceRecorder::PragmaDirective(SourceLocation At, PragmaIntroducerKind) {
  Guarded.at = SourceLocation();
  const auto [File, Offset] =
      Sources.getDecomposedLoc(Sources.getExpansionLoc(At));
  if (!Sources.getFileEntryRefForID(File))
    return; // Clang's own, about names of its own
  const llvm::StringRef Rest = Sources.getBufferData(File).substr(Offset);
  const llvm::StringRef Line =
      Rest.take_until([](char C) { return C == '\n'; });
  for (const llvm::StringRef Bad : {"macro", "poison", "include_alias"})
    Untraceable |= Line.contains(Bad);
  notePush(Line);
}

/// What a header leaves behind would have its effect on all units.
void TraceRecorder::notePush(llvm::StringRef Line) {
  if (Stack.empty() || !(Line.contains("pack") || Line.contains("diagnostic")))
    return;
  unsigned &Pushes = Stack.back().pushes;
  const llvm::StringRef Packed = Line.substr(Line.find("pack")).drop_front(4);
  if (Line.contains("push"))
    ++Pushes;
  else if (Line.contains("pop"))
    Pushes -= Pushes > 0;
  else if (Line.contains("pack"))
    Pushes = Packed.ltrim().drop_front().ltrim().starts_with(")") ? 0 : 1;
  else
    Untraceable |= Pushes == 0;
}
