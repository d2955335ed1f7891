//===- tidy/Module.cpp - The checks, for clang-tidy to find --------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/RuleCheck.h"

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyModule.h"
#include "llvm/Support/Registry.h"

using namespace pageless;
using namespace pageless::tidy;

namespace {

class Module : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    const auto Shared = std::make_shared<Sessions>();
    for (const Rule &R : allRules())
      if (!R.wholeTree) // one unit does not show what such a rule needs
        Factories.registerCheckFactory(
            "linuxkernel-pageless-" + R.id,
            [&R, Shared](llvm::StringRef Name,
                         clang::tidy::ClangTidyContext *Context) {
              return std::make_unique<RuleCheck>(Name, Context, R,
                                                 Shared->of(Context));
            });
  }
};

const llvm::Registry<clang::tidy::ClangTidyModule>::Add<Module>
    Registered("pageless-module", "Memory behind struct page, to helpers.");

} // namespace
