//===- tool/SuggestCommand.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "tool/SuggestCommand.h"

#include "suggest/Suggest.h"

#include "llvm/Support/Threading.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;

void pageless::printSuggestions(const Result &R, const std::string &Root,
                                const std::vector<std::string> &Databases,
                                unsigned Jobs) {
  SuggestOptions Options;
  Options.root = Root;
  Options.given = readGiven(Databases, Root);
  Options.configure = makeConfigurer(Root);
  Options.threads =
      Jobs ? Jobs : llvm::hardware_concurrency().compute_thread_count();
  Options.progress = [](const std::string &Arch, std::size_t Count) {
    llvm::errs() << "pageless: configuring " << Arch << " allmodconfig";
    if (Count)
      llvm::errs() << " with " << Count
                   << (Count == 1 ? " option" : " options");
    llvm::errs() << '\n';
  };
  llvm::outs().flush();
  llvm::Expected<Suggestions> Found = suggestConfigurations(R, Options);
  if (Found)
    llvm::outs() << writeSuggestions(*Found);
  else
    llvm::errs() << "pageless: no suggestions: "
                 << llvm::toString(Found.takeError()) << '\n';
}
