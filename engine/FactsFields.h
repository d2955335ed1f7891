//===- engine/FactsFields.h - The fields of a unit's facts -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// One list for reading and writing. The bindings name all fields of a
// structure: a new one that is forgotten here does not compile.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_FACTSFIELDS_H
#define PAGELESS_ENGINE_FACTSFIELDS_H

#include "engine/TuRunner.h"

#include <concepts>
#include <type_traits>

namespace pageless::facts {

template <typename T, typename Of>
concept Maybe = std::same_as<std::remove_const_t<T>, Of>;

/// Calls \p On with the name and value of each field.
template <Maybe<ByteRange> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Begin, End] = Of;
  On("begin", Begin);
  On("end", End);
}

template <Maybe<TextEdit> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Offset, Length, Text, Nesting] = Of;
  On("offset", Offset);
  On("length", Length);
  On("text", Text);
  On("nesting", Nesting);
}

template <Maybe<Slot> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Rule, Key, Word, File, Group, Path, Open, KeepsName] = Of;
  On("rule", Rule);
  On("key", Key);
  On("word", Word);
  On("file", File);
  On("group", Group);
  On("path", Path);
  On("open", Open);
  On("keepsName", KeepsName);
}

template <Maybe<Outcome> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[File, Offset, Rule, Verdict, Reason, Message, Range, Edits, Stores,
         Helper, HelperDeclared, Group, Needs, Reaches, MacroTrail] = Of;
  On("file", File);
  On("offset", Offset);
  On("rule", Rule);
  On("verdict", Verdict);
  On("reason", Reason);
  On("message", Message);
  On("range", Range);
  On("edits", Edits);
  On("stores", Stores);
  On("helper", Helper);
  On("helperDeclared", HelperDeclared);
  On("group", Group);
  On("needs", Needs);
  On("reaches", Reaches);
  On("macroTrail", MacroTrail);
}

template <Maybe<UnspelledUse> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Rule, File, Line, Macro, Message] = Of;
  On("rule", Rule);
  On("file", File);
  On("line", Line);
  On("macro", Macro);
  On("message", Message);
}

template <Maybe<UnitReport> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[File, Configuration, Status, Errors, FirstError, InferredFrom] = Of;
  On("file", File);
  On("configuration", Configuration);
  On("status", Status);
  On("errors", Errors);
  On("firstError", FirstError);
  On("inferredFrom", InferredFrom);
}

template <Maybe<MacroCall> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Macro, File, SpellsArgument, Call, Argument, Plain, Stringified,
         Pasted] = Of;
  On("macro", Macro);
  On("file", File);
  On("spellsArgument", SpellsArgument);
  On("call", Call);
  On("argument", Argument);
  On("plain", Plain);
  On("stringified", Stringified);
  On("pasted", Pasted);
}

template <Maybe<PpFacts> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Entered, Visible, Skipped, Expanded, Calls, HelperMacros,
         UsedInSkippedBody] = Of;
  On("entered", Entered);
  On("visible", Visible);
  On("skipped", Skipped);
  On("expanded", Expanded);
  On("calls", Calls);
  On("helperMacros", HelperMacros);
  On("usedInSkippedBody", UsedInSkippedBody);
}

template <Maybe<HelperState> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Kind, Signature, File] = Of;
  On("kind", Kind);
  On("signature", Signature);
  On("file", File);
}

template <Maybe<DefinitionEnd> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[File, Offset] = Of;
  On("file", File);
  On("offset", Offset);
}

template <Maybe<UnitFacts> T, typename Each> void fields(T &Of, Each &&On) {
  auto &[Report, Parses, Preprocessor, Outcomes, Unspelled, Helpers,
         SupportPlaces] = Of;
  On("report", Report);
  On("parses", Parses);
  On("preprocessor", Preprocessor);
  On("outcomes", Outcomes);
  On("unspelled", Unspelled);
  On("helpers", Helpers);
  On("supportPlaces", SupportPlaces);
}

/// A structure of the above.
template <typename T>
concept Structure =
    requires(T &Of) { fields(Of, [](const char *, auto &) {}); };

} // namespace pageless::facts

#endif // PAGELESS_ENGINE_FACTSFIELDS_H
