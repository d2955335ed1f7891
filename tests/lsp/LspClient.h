//===- tests/lsp/LspClient.h - Speaks with the language server --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_LSP_LSPCLIENT_H
#define PAGELESS_TESTS_LSP_LSPCLIENT_H

#include "lsp/Server.h"
#include "tests/support/TestTree.h"

#include <string>
#include <thread>
#include <vector>

namespace pageless::test {

/// A client, with a server of its own on another thread. Waits end with a
/// failure of the test after a while.
class LspClient {
public:
  explicit LspClient(lsp::Settings S);
  /// Closes the server's input.
  ~LspClient();

  /// Sends bytes as they are.
  void sendRaw(const std::string &Bytes);
  void notify(const std::string &Method, llvm::json::Value Parameters);
  /// Sends a request, and returns its id.
  int ask(const std::string &Method, llvm::json::Value Parameters);
  /// Waits for the reply to a request: the whole message.
  llvm::json::Object replyTo(int Id);
  /// The next message that `Take` wants; others are dropped.
  llvm::json::Object
  await(const std::function<bool(const llvm::json::Object &)> &Take);

  /// Initializes. Returns the result.
  llvm::json::Object
  initialize(llvm::json::Object Capabilities = fullCapabilities(),
             llvm::json::Value Options = nullptr);
  /// Those of an editor that can do what the server can.
  static llvm::json::Object fullCapabilities();

  void open(const std::string &Path, const std::string &Text, int Version = 1);
  /// Replaces the whole text.
  void change(const std::string &Path, const std::string &Text, int Version);
  void close(const std::string &Path);
  /// The diagnostics of that version.
  std::vector<llvm::json::Object> diagnostics(const std::string &Path,
                                              int Version = 1);
  /// The actions on the whole file of these kinds.
  llvm::json::Array actions(const std::string &Path,
                            std::vector<std::string> Only = {});
  int askForActions(const std::string &Path,
                    std::vector<std::string> Only = {});

  /// Ends the input and returns the server's exit status.
  int finish();

private:
  std::FILE *ToServer = nullptr, *FromServer = nullptr;
  std::FILE *ServerIn = nullptr;
  int ServerOut = -1;
  int LastId = 0, Status = -1;
  std::thread Thread;
};

/// The uri of a file.
std::string uriOf(const std::string &Path);

/// \p Text after the edits of an action, whose positions are of UTF-16.
std::string edited(const std::string &Text, const llvm::json::Object &Action);

/// A member of a member, e.g. "codeDescription.href", if it is a string.
std::string stringAt(const llvm::json::Object &From, llvm::StringRef Path);

/// Settings for a tree of the tests.
lsp::Settings settingsFor(const TestTree &Tree);

} // namespace pageless::test

#endif // PAGELESS_TESTS_LSP_LSPCLIENT_H
