//===- engine/Site.cpp - Names of verdicts and reasons --------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The names are part of the report format (reports/schema): a changed name
// breaks those who read reports.
//
//===----------------------------------------------------------------------===//
#include "engine/Site.h"

#include <array>
#include <cstddef>
#include <string_view>

namespace pageless {
namespace {

struct VerdictText {
  Verdict verdict;
  std::string_view name;
};

struct ReasonText {
  Reason reason;
  std::string_view name;
  std::string_view sentence;
};

constexpr std::array VerdictTexts = {
    VerdictText{Verdict::Converted, "converted"},
    VerdictText{Verdict::Manual, "manual"},
    VerdictText{Verdict::Definition, "definition"},
    VerdictText{Verdict::OtherRecord, "other-record"},
    VerdictText{Verdict::Comment, "comment"},
    VerdictText{Verdict::String, "string"},
    VerdictText{Verdict::AlreadyHelper, "already-helper"},
    VerdictText{Verdict::Disabled, "disabled"},
    VerdictText{Verdict::NoCompileCommand, "no-compile-command"},
    VerdictText{Verdict::ParseFailed, "parse-failed"},
    VerdictText{Verdict::Conflict, "conflict"},
};

constexpr std::array ReasonTexts = {
    ReasonText{Reason::None, "", ""},
    ReasonText{Reason::AddressTaken, "address-taken",
               "The address of the field is taken; no accessor hands out a "
               "pointer to it."},
    ReasonText{Reason::Increment, "increment",
               "The field is stepped with ++ or --; there is no accessor that "
               "reads and writes at once."},
    ReasonText{Reason::CompoundAssignment, "compound-assignment",
               "The field is changed with an operator such as += or |=; there "
               "is no accessor that reads and writes at once."},
    ReasonText{Reason::StoreValueUsed, "store-value-used",
               "The value of the assignment is used, as in a = b->field = c, "
               "but the setter returns nothing."},
    ReasonText{Reason::StoreInConditional, "store-in-conditional",
               "The assignment is one result of ?: and the other is a value; a "
               "setter that returns nothing cannot stand there."},
    ReasonText{Reason::EvaluationOrder, "evaluation-order",
               "One side of the assignment may change what the other reads, "
               "and a call of the setter may evaluate them in another order."},
    ReasonText{Reason::Sizeof, "sizeof",
               "The field is an operand of sizeof; the size of what a helper "
               "returns need not be the size of the field."},
    ReasonText{Reason::Typeof, "typeof",
               "The field is an operand of typeof; what a helper returns need "
               "not have the type of the field."},
    ReasonText{Reason::Offsetof, "offsetof",
               "The field is named in offsetof(); no helper can stand for a "
               "position in a structure."},
    ReasonText{Reason::ContainerOf, "container-of",
               "The field is named in container_of(); the code depends on "
               "where the field lies in its structure."},
    ReasonText{Reason::AsmOperand, "asm-operand",
               "The field is an operand of inline assembly, which may need it "
               "in memory or write to it."},
    ReasonText{Reason::ConstantInitializer, "constant-initializer",
               "The field is read in the initialiser of a static object, which "
               "must be a constant; a call of a helper is none."},
    ReasonText{Reason::NotAddressable, "not-addressable",
               "The structure is a temporary, such as a value a function "
               "returned, so no pointer to it can be passed to a helper."},
    ReasonText{Reason::RegisterVariable, "register-variable",
               "The structure is a register variable, so no pointer to it can "
               "be passed to a helper."},
    ReasonText{Reason::VolatileObject, "volatile-object",
               "The structure is volatile or in another address space; passing "
               "it to a helper would drop the qualifier."},
    ReasonText{Reason::PackedObject, "packed-object",
               "The structure lies inside of a packed one, so a pointer to it "
               "may be misaligned."},
    ReasonText{Reason::AnonymousMember, "anonymous-member",
               "The field belongs to an anonymous structure or union, which "
               "has no name by which it could be passed to a helper."},
    ReasonText{Reason::MacroArgumentName, "macro-argument-name",
               "The bare name is an argument of a macro that builds the "
               "expression from it, so there is no whole expression to edit."},
    ReasonText{Reason::MacroBoundary, "macro-boundary",
               "The expression is partly in a macro and partly outside of it, "
               "so no single piece of text can be replaced."},
    ReasonText{Reason::MacroNotExpanded, "macro-not-expanded",
               "The word is in the body of a macro that no parsed unit uses, "
               "so nothing shows what it means."},
    ReasonText{Reason::TokenPasting, "token-pasting",
               "The text is an operand of ##; another text there would make "
               "another name."},
    ReasonText{Reason::Stringified, "stringified",
               "The text is also turned into a string with #; an edit would "
               "change that string."},
    ReasonText{Reason::DiscardedArgument, "discarded-argument",
               "The word is in a macro argument that the macro drops under "
               "every given configuration; how others use it is not known."},
    ReasonText{Reason::DirectiveInside, "directive-inside",
               "A preprocessor directive such as #ifdef stands inside the "
               "expression; its other branch was not parsed."},
    ReasonText{Reason::PreprocessorLine, "preprocessor-line",
               "The word is on a preprocessor line such as #if, #undef or "
               "#error, which is not C code."},
    ReasonText{Reason::HelperNotVisible, "helper-not-visible",
               "The helper is not declared at this place; its header is not "
               "included there."},
    ReasonText{Reason::HelperNameClash, "helper-name-clash",
               "The name of the helper means something else at this place, "
               "such as a local variable or a macro."},
    ReasonText{Reason::NoHelper, "no-helper",
               "The profile has no helper for this use."},
    ReasonText{Reason::LowConfidence, "low-confidence",
               "The rule is less certain than --confidence asks for."},
    ReasonText{Reason::InferredCommand, "inferred-command",
               "The file has no compile command; it was typed with that of "
               "another file, which --confidence low accepts."},
    ReasonText{Reason::DesignatedInitializer, "designated-initializer",
               "The field gets its first value in an initialiser, where a "
               "setter cannot be called; there is nothing to change."},
    ReasonText{Reason::OtherUse, "other-use",
               "The word means what it says, but the rules that ran are not "
               "about this use of it."},
    ReasonText{Reason::SideEffects, "side-effects",
               "The entry is an expression that may have side effects, and the "
               "rewrite would evaluate it another number of times."},
    ReasonText{Reason::OffsetApart, "offset-apart",
               "The entry's offset is added, but scaled, narrowed, subtracted "
               "or summed up with something else first."},
    ReasonText{Reason::OffsetOfAnother, "offset-of-another",
               "The offset that is added is that of another scatterlist "
               "entry; see whether that is meant."},
    ReasonText{Reason::TypeDiffers, "type-differs",
               "The helper returns another type than the expression has, which "
               "matters here."},
    ReasonText{Reason::PageStored, "page-stored",
               "The page is kept in a variable, a field or an array; what is "
               "done with it later decides."},
    ReasonText{Reason::PageReturned, "page-returned",
               "The page is what the function returns; its callers decide."},
    ReasonText{Reason::PageTested, "page-tested",
               "It is tested whether the entry has a page, or which one."},
    ReasonText{Reason::PageMapped, "page-mapped",
               "The page is mapped, unmapped or turned into a virtual "
               "address."},
    ReasonText{Reason::PageCounted, "page-counted",
               "A reference to the page is taken or dropped, or the page is "
               "freed."},
    ReasonText{Reason::PageArithmetic, "page-arithmetic",
               "Another page is reached from this one by counting."},
    ReasonText{Reason::PageDereferenced, "page-dereferenced",
               "The members of struct page are looked at."},
    ReasonText{Reason::PagePassed, "page-passed",
               "The page is passed to a function or a macro that takes a "
               "struct page."},
    ReasonText{Reason::MapOrder, "map-order",
               "A mapping is not unmapped in the reverse order of "
               "mapping on every path."},
    ReasonText{Reason::MapNoAddress, "map-no-address",
               "Only the page is at hand at the unmap, which needs the "
               "address; no variable there holds it on every path."},
    ReasonText{Reason::MapEscapes, "map-escapes",
               "The mapped address is stored or returned, or the address "
               "of its variable is taken; who else uses it is not known."},
    ReasonText{Reason::MapPassedOn, "map-passed-on",
               "The mapped address is passed to a function that is not "
               "known to keep nothing."},
    ReasonText{Reason::MapAdvanced, "map-advanced",
               "The address at the unmap has been stepped on and may lie "
               "past the page."},
    ReasonText{Reason::MapKindDiffers, "map-kind-differs",
               "The unmap is that of another kind of mapping."},
    ReasonText{Reason::MapEndsTwice, "map-ends-twice",
               "The mapping may be unmapped twice on some path."},
    ReasonText{Reason::MapConditional, "map-conditional",
               "The mapping is made or unmapped under a condition, and "
               "not provably under the same one."},
    ReasonText{Reason::MapLeaks, "map-leaks",
               "A path leaves the function, or maps again, before the "
               "unmap."},
    ReasonText{Reason::MapUninitialised, "map-uninitialised",
               "A path leads to the unmap, such as over a label, on "
               "which nothing was mapped."},
    ReasonText{Reason::MapPageDiffers, "map-page-differs",
               "The page that the unmap names may be another one than "
               "the page that was mapped."},
    ReasonText{Reason::MapUnpaired, "map-unpaired",
               "The function unmaps what it did not map."},
    ReasonText{Reason::MapMaySleep, "map-may-sleep",
               "Something between map and unmap may sleep, which kmap() "
               "allows and an atomic mapping does not."},
    ReasonText{Reason::MapNeedsAtomic, "map-needs-atomic",
               "Something between map and unmap relies on disabled page "
               "faults or preemption, such as a user copy or per-CPU "
               "data."},
    ReasonText{Reason::MapFlushesPage, "map-flushes-page",
               "The page is flushed between map and unmap, which needs "
               "the page itself."},
    ReasonText{Reason::MapManyPages, "map-many-pages",
               "More than one page is reached through the mapping of "
               "one."},
    ReasonText{Reason::MapArguments, "map-arguments",
               "The call has other arguments than the page or the "
               "address."},
    ReasonText{Reason::MapMixed, "map-mixed",
               "The same unmap also ends the mapping of a page that is "
               "no bio_vec's or scatterlist entry's."},
    ReasonText{Reason::MapInMacro, "map-in-macro",
               "The map or an unmap of it is in the body of a macro, "
               "whose other users may pair it differently."},
    ReasonText{Reason::MapNotFollowed, "map-not-followed",
               "The function has more paths than the analysis follows, "
               "or none that leads there."},
    ReasonText{Reason::MapOfAnotherPage, "map-of-another-page",
               "The page is none that a bio_vec or a scatterlist entry "
               "is asked for here."},
    ReasonText{
        Reason::MigrationBlocked, "migration-blocked",
        "Declarations that values flow between change type together, and "
        "one of their uses is not understood."},
    ReasonText{Reason::BrokenAst, "broken-ast",
               "Errors around the expression left Clang without a sound "
               "understanding of it; see the errors of the unit."},
    ReasonText{Reason::NotUnderstood, "not-understood",
               "No case of the rule covers this use."},
    ReasonText{Reason::NotInAst, "not-in-ast",
               "The file was parsed and the word is code, but Clang shows no "
               "use of the field at this place."},
    ReasonText{Reason::ConditionFalse, "condition-false",
               "The word is in an #if branch that no given configuration "
               "takes; give one that takes it."},
    ReasonText{Reason::OverlappingEdits, "overlapping-edits",
               "Two rewrites would change the same text in different ways; "
               "neither was made."},
    ReasonText{Reason::UsesDisagree, "uses-disagree",
               "Units, configurations or uses of the macro want different "
               "things at this place; nothing was changed."},
    ReasonText{
        Reason::UnitCrashed, "unit-crashed",
        "Clang crashed on every unit that shows this place, or was stopped "
        "because the unit took too much time or memory."},
    ReasonText{Reason::UnitErrors, "unit-errors",
               "The units that show this place have errors that hide it from "
               "Clang; see the errors of the units."},
};

/// Whether the entries stand in the order of their enumerators, so that an
/// enumerator is an index. With the sizes right, no entry can be missing.
constexpr bool tablesAreInOrder() {
  for (std::size_t I = 0; I < VerdictTexts.size(); ++I)
    if (static_cast<std::size_t>(VerdictTexts[I].verdict) != I)
      return false;
  for (std::size_t I = 0; I < ReasonTexts.size(); ++I)
    if (static_cast<std::size_t>(ReasonTexts[I].reason) != I)
      return false;
  return true;
}

static_assert(VerdictTexts.size() == VerdictCount, "a verdict has no name");
static_assert(ReasonTexts.size() == ReasonCount, "a reason has no text");
static_assert(tablesAreInOrder(), "a table is not in the order of its enum");

} // namespace

std::string_view toString(Verdict V) {
  return VerdictTexts[static_cast<std::size_t>(V)].name;
}

std::string_view toString(Reason R) {
  return ReasonTexts[static_cast<std::size_t>(R)].name;
}

std::string_view describe(Reason R) {
  return ReasonTexts[static_cast<std::size_t>(R)].sentence;
}

} // namespace pageless
