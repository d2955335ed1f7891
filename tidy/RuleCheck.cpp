//===- tidy/RuleCheck.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/RuleCheck.h"

#include "engine/RulePage.h"

#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace pageless;
using namespace pageless::tidy;

namespace {

std::optional<Confidence> confidenceNamed(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<Confidence>>(Name.lower())
      .Case("high", Confidence::High)
      .Case("moderate", Confidence::Moderate)
      .Case("low", Confidence::Low)
      .Default(std::nullopt);
}

} // namespace

RuleCheck::RuleCheck(llvm::StringRef Name,
                     clang::tidy::ClangTidyContext *Context, const Rule &R,
                     std::shared_ptr<Session> Shared)
    : ClangTidyCheck(Name, Context), R(R), Shared(std::move(Shared)),
      ProfileName(Options.get(
          "Profile", Options.getLocalOrGlobal("PagelessProfile", "pfn"))),
      Level(Options.get("Confidence", Options.getLocalOrGlobal(
                                          "PagelessConfidence", "moderate"))) {
  this->Shared->enroll(R, ProfileName,
                       confidenceNamed(Level).value_or(Confidence::Moderate));
}

void RuleCheck::storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) {
  Options.store(Map, "Profile", ProfileName);
  Options.store(Map, "Confidence", Level);
}

void RuleCheck::registerPPCallbacks(const SourceManager &, Preprocessor *Pp,
                                    Preprocessor *) {
  if (!confidenceNamed(Level))
    configurationDiag("the option Confidence of %0 is '%1'; it must be high, "
                      "moderate or low")
        << "linuxkernel-pageless-" + R.id << Level;
  Shared->start(*Pp);
  if (const std::string Problem = Shared->takeProblem(ProfileName);
      !Problem.empty())
    configurationDiag("%0") << Problem;
}

void RuleCheck::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::translationUnitDecl(), this);
}

void RuleCheck::check(const ast_matchers::MatchFinder::MatchResult &Unit) {
  Context = Unit.Context;
}

void RuleCheck::onEndOfTranslationUnit() {
  if (!Context)
    return;
  for (const Finding &F : Shared->findings(R, *Context))
    tell(F);
}

void RuleCheck::tell(const Finding &F) {
  {
    DiagnosticBuilder Warning = diag(Shared->locate(F.at), "%0; see %1")
                                << F.text << rulePage(F.rule);
    for (const FileEdit &One : F.fix) {
      const TextEdit &E = One.edit;
      const auto Range = CharSourceRange::getCharRange(
          Shared->locate({One.file, E.offset}),
          Shared->locate({One.file, E.offset + E.length}));
      Warning << FixItHint::CreateReplacement(Range, E.text);
    }
  }
  for (const Note &N : F.notes)
    diag(Shared->locate(N.at), "%0", DiagnosticIDs::Note) << N.text;
}
