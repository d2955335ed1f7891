//===- tidy/RuleCheck.h - A rule as a check of clang-tidy -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_RULECHECK_H
#define PAGELESS_TIDY_RULECHECK_H

#include "tidy/Session.h"

#include "clang-tidy/ClangTidyCheck.h"

namespace pageless::tidy {

/// `linuxkernel-pageless-<rule>`. The options `Profile` and `Confidence` are
/// those of `pageless convert`; `PagelessProfile` and `PagelessConfidence` hold
/// for the checks that have none of their own.
class RuleCheck : public clang::tidy::ClangTidyCheck {
public:
  RuleCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context,
            const Rule &R, std::shared_ptr<Session> Shared);

  bool
  isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return !Options.CPlusPlus;
  }
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerPPCallbacks(const clang::SourceManager &Sources,
                           clang::Preprocessor *Pp,
                           clang::Preprocessor *Expanded) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Unit) override;
  void onEndOfTranslationUnit() override;

private:
  void tell(const Finding &F);

  const Rule &R;
  std::shared_ptr<Session> Shared;
  std::string ProfileName, Level;
  clang::ASTContext *Context = nullptr;
};

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_RULECHECK_H
