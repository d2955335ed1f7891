//===- lsp/Server.h - The language server -----------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_SERVER_H
#define PAGELESS_LSP_SERVER_H

#include "lsp/Render.h"
#include "lsp/Worker.h"

#include "llvm/Support/raw_ostream.h"

#include <cstdio>
#include <list>
#include <mutex>
#include <optional>
#include <set>

namespace pageless::lsp {

/// Parameters as they came.
struct RawParameters {
  llvm::json::Value value = nullptr;
};

/// Speaks the language server protocol with one client: it reads messages on
/// the thread that calls run(), and judges files on another one.
class Server {
public:
  /// Reads from \p In and writes to \p Out, and what it does to \p Log if that
  /// is not null. All must outlive it.
  Server(std::FILE *In, llvm::raw_ostream &Out, Settings S,
         llvm::raw_ostream *Log);
  ~Server();

  /// Serves until the client says `exit`, or the input ends. Returns the exit
  /// status: 0 after `shutdown`, else 1.
  int run();

private:
  using Reply = base::Callback<llvm::json::Value>;

  struct Document {
    base::URIForFile uri;
    std::int64_t version = 0;
    std::int64_t stamp = 0; ///< of the text, see Worker
    std::shared_ptr<const std::string> text;
    std::optional<Answer> answer; ///< of this text
  };

  /// A request that waits for an answer on a text.
  struct Waiting {
    llvm::json::Value id;
    std::string path;
    ActionQuery query;
    Reply reply;
  };

  bool dispatch(llvm::json::Value Message);
  bool notice(llvm::StringRef Method, llvm::json::Value Parameters);
  void refuse(llvm::json::Value Id, base::ErrorCode Code,
              llvm::StringRef Message);

  void initialize(const RawParameters &P, Reply R);
  void shutdown(const RawParameters &P, Reply R);
  void codeAction(const RawParameters &P, Reply R);
  void answerRefusal(const RawParameters &P, Reply R);
  void didOpen(const base::DidOpenTextDocumentParams &P);
  void didChange(const base::DidChangeTextDocumentParams &P);
  void didClose(const base::DidCloseTextDocumentParams &P);
  void didSave(const RawParameters &P);
  void didChangeConfiguration(const RawParameters &P);
  void cancel(const RawParameters &P);

  void take(const std::string &Path, std::int64_t Stamp, Answer A);
  void giveUpOn(const std::string &Path, base::ErrorCode Code,
                llvm::StringRef Why);
  void tellOnce(const std::string &Problem);
  void log(const llvm::Twine &Line);
  Judged judged(const Document &D) const;

  std::FILE *In;
  llvm::raw_ostream *Log;
  std::mutex LogMutex;
  base::JSONTransport Transport;
  base::MessageHandler Handler;
  base::OutgoingNotification<llvm::json::Value> Publish, ShowMessage;

  // Only on the reader's thread.
  Settings S;
  Client C;
  bool Initialized = false, ShutDown = false;
  llvm::json::Value Current = nullptr; ///< id of the request that is read

  std::mutex Mutex; ///< for all below
  std::map<std::string, Document> Documents;
  std::list<Waiting> Requests;
  std::set<std::string> Told; ///< problems that were shown

  std::unique_ptr<Worker> Judge; ///< last: its thread uses the rest
};

} // namespace pageless::lsp

#endif // PAGELESS_LSP_SERVER_H
