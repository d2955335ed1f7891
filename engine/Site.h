//===- engine/Site.h - One occurrence and what became of it ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The chain of concepts: the scan makes *Words*, a unit's AST makes *Outcomes*
// at the spelled places of words, the merge gives each word one *Site*. All of
// it is plain data without a Clang type, so it outlives the AST, crosses
// threads and is what every writer reads.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SITE_H
#define PAGELESS_ENGINE_SITE_H

#include "engine/Slot.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// What became of a word. Every ledger entry ends with exactly one of these.
enum class Verdict {
  Converted,        ///< rewritten by the tool
  Manual,           ///< a person must look; Site::reason says why
  Definition,       ///< defines the field, or a value of it in an initialiser
  OtherRecord,      ///< names something else, or a use that is no rule's
  Comment,          ///< stands in a comment
  String,           ///< stands in a string or character literal
  AlreadyHelper,    ///< stands in the body of one of the profile's helpers
  Disabled,         ///< in an #if branch that no given configuration takes
  NoCompileCommand, ///< no given compile command covers the file
  ParseFailed,      ///< the unit crashed Clang, or its errors hide the word
  Conflict,         ///< units or configurations disagree about the word
};
inline constexpr int VerdictCount = static_cast<int>(Verdict::Conflict) + 1;

/// Why a word was not converted: a closed list, so that reports can be counted
/// and compared. `None` stands only with verdicts that explain themselves.
enum class Reason {
  None,
  // Uses of the field that no accessor covers.
  AddressTaken,
  Increment,
  CompoundAssignment,
  StoreValueUsed,
  StoreInConditional,
  EvaluationOrder,
  Sizeof,
  Typeof,
  Offsetof,
  ContainerOf,
  AsmOperand,
  ConstantInitializer,
  // Objects whose address cannot be passed on.
  NotAddressable,
  RegisterVariable,
  VolatileObject,
  PackedObject,
  AnonymousMember,
  // Text that cannot be edited in one place.
  MacroArgumentName,
  MacroBoundary,
  MacroNotExpanded,
  TokenPasting,
  Stringified,
  DiscardedArgument,
  DirectiveInside,
  PreprocessorLine,
  // The helper cannot be called there.
  HelperNotVisible,
  HelperNameClash,
  NoHelper,
  // The evidence is weaker than --confidence asks for.
  LowConfidence,
  InferredCommand,
  // Nothing to do.
  DesignatedInitializer,
  OtherUse,
  // Calls around a page that cannot become one call.
  SideEffects,
  OffsetApart,
  OffsetOfAnother,
  TypeDiffers,
  // Uses that need the page itself.
  PageStored,
  PageReturned,
  PageTested,
  PageMapped,
  PageCounted,
  PageArithmetic,
  PageDereferenced,
  PagePassed,
  // Mappings whose unmaps cannot be converted with them.
  MapOrder,
  MapNoAddress,
  MapEscapes,
  MapPassedOn,
  MapAdvanced,
  MapKindDiffers,
  MapEndsTwice,
  MapConditional,
  MapLeaks,
  MapUninitialised,
  MapPageDiffers,
  MapUnpaired,
  MapMaySleep,
  MapNeedsAtomic,
  MapFlushesPage,
  MapManyPages,
  MapArguments,
  MapMixed,
  MapInMacro,
  MapNotFollowed,
  MapOfAnotherPage,
  // Declarations that change type together, and one that cannot.
  MigrationBlocked,
  // The AST cannot be trusted, or has no case for it.
  BrokenAst,
  NotUnderstood,
  NotInAst,
  // Verdicts other than manual that carry an explanation.
  ConditionFalse,
  OverlappingEdits,
  UsesDisagree,
  UnitCrashed,
  UnitErrors,
};
inline constexpr int ReasonCount = static_cast<int>(Reason::UnitErrors) + 1;

/// The name a verdict has in reports, e.g. "no-compile-command".
std::string_view toString(Verdict V);
/// The name a reason has in reports, e.g. "address-taken"; "" for None.
std::string_view toString(Reason R);
/// One sentence for people about a reason; "" for None.
std::string_view describe(Reason R);

/// Texts of files by path relative to the tree.
using FileTexts = std::map<std::string, std::string>;

/// A replacement of `length` bytes at byte `offset` of one file.
struct TextEdit {
  std::size_t offset = 0;
  std::size_t length = 0;
  std::string text;
  /// Orders insertions at one offset: closings (< 0) before openings (> 0); of
  /// closings the innermost first, of openings the outermost first. Its size
  /// is that of the site's text in bytes.
  std::int64_t nesting = 0;

  bool operator==(const TextEdit &) const = default;
};

/// A half-open byte range of one file.
struct ByteRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const ByteRange &) const = default;
  auto operator<=>(const ByteRange &) const = default;
};

/// What one unit says about one word. Two outcomes of one word agree when all
/// but `macroTrail` is the same.
struct Outcome {
  std::string file;       ///< relative to the tree's root
  std::size_t offset = 0; ///< of the word as spelled
  std::string rule;
  Verdict verdict = Verdict::Manual;
  Reason reason = Reason::None;
  std::string message;
  ByteRange range;             ///< the whole expression, in `file`
  std::vector<TextEdit> edits; ///< in `file`; empty unless converted
  bool stores = false;         ///< wrong where the text is not evaluated
  std::string helper;          ///< the function that the edits call
  bool helperDeclared = false; ///< the unit declares it before this place
  std::string group;           ///< sites that convert together or not at all
  std::string needs{};         ///< the group without which this one is wrong
  /// Slots that values flow to from here, or that are used here.
  std::vector<Slot> reaches{};
  std::vector<std::string> macroTrail; ///< innermost macro first

  bool operator==(const Outcome &) const = default;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_SITE_H
