//===- tool/LspCommand.cpp - pageless lsp ---------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/LspCommand.h"

#include "tool/SpeedOptions.h"
#ifdef PAGELESS_HAS_LSP
#include "lsp/Server.h"
#endif

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;

cl::SubCommand &pageless::lspCommand() {
  static cl::SubCommand Command("lsp", "language server for editors");
  return Command;
}

namespace {

enum ExitStatus { Usage = 2 };

cl::OptionCategory Category("Options of lsp");
cl::opt<std::string>
    LogFile("log", cl::sub(lspCommand()), cl::cat(Category),
            cl::value_desc("FILE"),
            cl::desc("write what the server does to the end of this file"));
cl::list<std::string>
    Folders("compile-commands-dir", cl::sub(lspCommand()), cl::cat(Category),
            cl::value_desc("DIR"),
            cl::desc("the same as -p, by the name that clangd has for it"));
/// Editors' plugins add it to the command lines of all servers.
cl::opt<bool> Stdio("stdio", cl::sub(lspCommand()), cl::cat(Category),
                    cl::desc("speak on stdin and stdout, as it always does"));

int fail(const llvm::Twine &Message) {
  llvm::errs() << "pageless: " << Message << '\n';
  return Usage;
}

} // namespace

#ifdef PAGELESS_HAS_LSP
int pageless::runLsp(const ConvertOptions &Options) {
  ConvertOptions Probe = Options;
  Probe.words.emplace(); // rules that need the whole tree are refused
  // A relative profile may be a file of a tree that is not known yet.
  if (!llvm::StringRef(Options.profile).ends_with(".json"))
    if (auto Words = wordsOf(Probe); !Words)
      return fail(llvm::toString(Words.takeError()));
  lsp::Settings S;
  S.databases = Options.databases;
  S.databases.insert(S.databases.end(), Folders.begin(), Folders.end());
  for (const std::string &Database : S.databases)
    if (!llvm::sys::fs::exists(Database))
      return fail("no compile database " + Database +
                  "; docs/compile-commands.md tells how to make one");
  S.tree = Options.tree;
  S.profile = Options.profile;
  S.rules = Options.rules;
  S.confidence = Options.confidence;
  S.limits = unitLimits(S.limits);
  std::error_code Error;
  std::unique_ptr<llvm::raw_fd_ostream> Log;
  if (!LogFile.empty()) {
    Log = std::make_unique<llvm::raw_fd_ostream>(
        LogFile, Error, llvm::sys::fs::OF_Append | llvm::sys::fs::OF_Text);
    if (Error)
      return fail("cannot write " + LogFile + ": " + Error.message());
  }
  const int Status =
      lsp::Server(stdin, llvm::outs(), std::move(S), Log.get()).run();
  if (llvm::outs().has_error()) // the editor is gone
    llvm::outs().clear_error();
  return Status;
}
#else
int pageless::runLsp(const ConvertOptions &) {
  return fail(
      "this pageless was built without the language server, which needs "
      "LLVM 22, or MLIR's headers beside LLVM 19 (libmlir-19-dev)");
}
#endif
