//===- engine/SiteText.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/SiteText.h"

#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace pageless;

namespace {

/// Leaves macro arguments for the place where they were written.
SourceLocation leaveArguments(SourceLocation Location,
                              const SourceManager &Sources) {
  while (Sources.isMacroArgExpansion(Location))
    Location = Sources.getImmediateSpellingLoc(Location);
  return Location;
}

} // namespace

SiteText::SiteText(SourceLocation Anchor, const SourceManager &Sources,
                   const LangOptions &Options)
    : Sources(Sources), Options(Options) {
  const SourceLocation Written = leaveArguments(Anchor, Sources);
  Level = Sources.getFileID(Written);
  const SourceLocation Spelling = Sources.getSpellingLoc(Written);
  if (Sources.isWrittenInScratchSpace(Spelling) ||
      Sources.isWrittenInCommandLineFile(Spelling) ||
      Sources.isWrittenInBuiltinFile(Spelling))
    return;
  const auto [SpelledIn, At] = Sources.getDecomposedLoc(Spelling);
  File = SpelledIn;
  Offset = At;
  Buffer = Sources.getBufferData(File);
  for (llvm::StringRef Rest = Buffer.substr(Offset);
       Rest.consume_front("\\\n") || Rest.consume_front("\\\r\n");) {
    Offset = static_cast<std::size_t>(Rest.begin() - Buffer.begin());
    Spliced = true;
  }
}

std::optional<ByteRange> SiteText::spelled(SourceLocation Location) const {
  const SourceLocation Spelling = Sources.getSpellingLoc(Location);
  const auto [SpelledIn, At] = Sources.getDecomposedLoc(Spelling);
  if (SpelledIn != File || File.isInvalid())
    return std::nullopt;
  const unsigned Length = Lexer::MeasureTokenLength(Spelling, Sources, Options);
  return ByteRange{At, At + Length};
}

std::optional<ByteRange> SiteText::token(SourceLocation Location) const {
  if (Location.isInvalid())
    return std::nullopt;
  const SourceLocation Written = leaveArguments(Location, Sources);
  if (Sources.getFileID(Written) != Level)
    return std::nullopt;
  return spelled(Written);
}

std::optional<SourceLocation> SiteText::climb(SourceLocation Location,
                                              bool Begin) const {
  if (Location.isInvalid())
    return std::nullopt;
  if (Sources.getFileID(Location) == Level)
    return Location;
  if (!Location.isMacroID())
    return std::nullopt;
  if (Sources.isMacroArgExpansion(Location))
    if (const auto Written =
            climb(Sources.getImmediateSpellingLoc(Location), Begin))
      return Written;
  SourceLocation Outer;
  if (Begin) {
    if (!Sources.isAtStartOfImmediateMacroExpansion(Location, &Outer))
      return std::nullopt;
  } else {
    const SourceLocation Spelling = Sources.getSpellingLoc(Location);
    const unsigned Length =
        Lexer::MeasureTokenLength(Spelling, Sources, Options);
    if (!Sources.isAtEndOfImmediateMacroExpansion(
            Location.getLocWithOffset(static_cast<int>(Length)), &Outer))
      return std::nullopt;
  }
  return climb(Outer, Begin);
}

std::optional<ByteRange> SiteText::range(SourceRange Range) const {
  const auto Begin = climb(Range.getBegin(), /*Begin=*/true);
  const auto End = climb(Range.getEnd(), /*Begin=*/false);
  if (!Begin || !End)
    return std::nullopt;
  const auto First = spelled(*Begin);
  const auto Last = spelled(*End);
  if (!First || !Last || First->begin > Last->begin)
    return std::nullopt;
  return ByteRange{First->begin, Last->end};
}
