//===- lsp/Server.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Dispatch and replies are LLVM's. What decides which message is handled at all
// is here: LLVM's loop ends at the first message that is not well formed, hides
// the ids that cancellation needs, and knows no state before `initialize`.
//
//===----------------------------------------------------------------------===//

#include "lsp/Server.h"

#include "engine/Safely.h"
#include "engine/Version.h"
#include "lsp/Stream.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Chrono.h"

using namespace pageless;
using namespace pageless::lsp;
namespace json = llvm::json;

namespace {

/// Time for the next key to be pressed.
constexpr std::chrono::milliseconds Pause(100);

/// The name of a request that only the server itself makes: for what cannot be
/// handed to any handler. Replies then have one way out, under one lock.
constexpr llvm::StringLiteral Refusal = "pageless/refuse";

llvm::Error lspError(llvm::StringRef Message, base::ErrorCode Code) {
  return llvm::make_error<base::LSPError>(Message.str(), Code);
}

} // namespace

namespace pageless::lsp {
/// Never fails. (Found by argument-dependent lookup.)
static bool fromJSON(const json::Value &From, RawParameters &To, json::Path) {
  To.value = From;
  return true;
}
} // namespace pageless::lsp

Server::Server(std::FILE *In, llvm::raw_ostream &Out, Settings S,
               llvm::raw_ostream *Log)
    : In(In), Log(Log), Transport(In, Out), Handler(Transport),
      Publish(Handler.outgoingNotification<json::Value>(
          "textDocument/publishDiagnostics")),
      ShowMessage(
          Handler.outgoingNotification<json::Value>("window/showMessage")),
      S(std::move(S)) {
  base::Logger::setLogLevel(base::Logger::Level::Error);
  Handler.method("initialize", this, &Server::initialize);
  Handler.method("shutdown", this, &Server::shutdown);
  Handler.method("textDocument/codeAction", this, &Server::codeAction);
  Handler.method(Refusal, this, &Server::answerRefusal);
  Handler.notification("textDocument/didOpen", this, &Server::didOpen);
  Handler.notification("textDocument/didChange", this, &Server::didChange);
  Handler.notification("textDocument/didClose", this, &Server::didClose);
  Handler.notification("textDocument/didSave", this, &Server::didSave);
  Handler.notification("workspace/didChangeConfiguration", this,
                       &Server::didChangeConfiguration);
  Handler.notification("$/cancelRequest", this, &Server::cancel);
}

Server::~Server() = default;

void Server::log(const llvm::Twine &Line) {
  if (!Log)
    return;
  const std::lock_guard Lock(LogMutex);
  *Log << llvm::formatv("{0:%H:%M:%S.%L} ", std::chrono::system_clock::now())
       << Line << '\n';
  Log->flush();
}

int Server::run() {
  enableCrashRecovery(); // a unit that crashes Clang costs its own answer
  for (;;) {
    Incoming Next = readMessage(In);
    if (Next.kind == Incoming::Kind::End) {
      log("the input ended");
      break;
    }
    if (Next.kind == Incoming::Kind::Broken) {
      refuse(nullptr, base::ErrorCode::ParseError, Next.text);
      continue;
    }
    llvm::Expected<json::Value> Message = json::parse(Next.text);
    if (!Message)
      refuse(nullptr, base::ErrorCode::ParseError,
             "a message is no JSON: " + llvm::toString(Message.takeError()));
    else if (!dispatch(std::move(*Message)))
      break;
  }
  Judge.reset(); // its replies need the client no more
  return ShutDown ? 0 : 1;
}

void Server::refuse(json::Value Id, base::ErrorCode Code,
                    llvm::StringRef Message) {
  log("refused: " + Message);
  Handler.onCall(Refusal,
                 json::Object{{"code", static_cast<int>(Code)},
                              {"message", json::fixUTF8(Message)}},
                 std::move(Id));
}

void Server::answerRefusal(const RawParameters &P, Reply R) {
  const json::Object *O = P.value.getAsObject();
  const auto Code = O ? O->getInteger("code") : std::nullopt;
  const auto Message = O ? O->getString("message") : std::nullopt;
  R(lspError(Message.value_or("refused"),
             static_cast<base::ErrorCode>(Code.value_or(
                 static_cast<int>(base::ErrorCode::InvalidRequest)))));
}

/// False if it was the last message.
bool Server::dispatch(json::Value Message) {
  json::Object *O = Message.getAsObject();
  if (!O || O->getString("jsonrpc") != llvm::StringRef("2.0")) {
    const json::Value *Id = O ? O->get("id") : nullptr;
    refuse(Id ? *Id : json::Value(nullptr), base::ErrorCode::InvalidRequest,
           "a message is no object of JSON-RPC 2.0");
    return true;
  }
  const auto Method = O->getString("method");
  if (!Method)
    return true; // a reply: nothing was asked
  const std::string Name = Method->str();
  json::Value *Given = O->get("params");
  json::Value Parameters = Given ? std::move(*Given) : json::Value(nullptr);
  const json::Value *Id = O->get("id");
  if (!Id)
    return notice(Name, std::move(Parameters));
  Current = *Id;
  const bool First = Name == "initialize";
  if (Current.kind() != json::Value::Number &&
      Current.kind() != json::Value::String)
    refuse(nullptr, base::ErrorCode::InvalidRequest,
           "the id of a request is neither a number nor a string");
  else if (First && Initialized)
    refuse(Current, base::ErrorCode::InvalidRequest, "initialized already");
  else if (!First && !Initialized)
    refuse(Current, base::ErrorCode::ServerNotInitialized,
           Name + " came before initialize");
  else if (ShutDown)
    refuse(Current, base::ErrorCode::InvalidRequest,
           Name + " came after shutdown");
  else
    Handler.onCall(Name, std::move(Parameters), Current);
  return true;
}

bool Server::notice(llvm::StringRef Method, json::Value Parameters) {
  if (Method == "exit")
    return false;
  if (Initialized && !ShutDown)
    Handler.onNotify(Method, std::move(Parameters));
  return true;
}

void Server::initialize(const RawParameters &P, Reply R) {
  const json::Object *O = P.value.getAsObject();
  if (!O)
    return R(lspError("initialize has no parameters",
                      base::ErrorCode::InvalidParams));
  Initialized = true;
  C = readClient(*O);
  if (const json::Value *Own = O->get("initializationOptions")) {
    if (auto New = withClients(S, *Own))
      S = std::move(*New);
    else
      tellOnce(llvm::toString(New.takeError()));
  }
  Judge = std::make_unique<Worker>(
      S, [this](const std::string &Path, std::int64_t Stamp, Answer A) {
        take(Path, Stamp, std::move(A));
      });
  const std::string Encoding(toString(C.encoding));
  json::Object Capabilities{
      {"positionEncoding", Encoding},
      {"textDocumentSync",
       json::Object{{"openClose", true}, {"change", 2}, {"save", true}}},
      {"codeActionProvider",
       json::Object{{"codeActionKinds", json::Array{"quickfix", FixAllKind}}}}};
  R(json::Object{{"capabilities", std::move(Capabilities)},
                 {"offsetEncoding", Encoding}, // as clangd's
                 {"serverInfo",
                  json::Object{{"name", "pageless"}, {"version", Version}}}});
}

void Server::shutdown(const RawParameters &, Reply R) {
  ShutDown = true;
  {
    const std::lock_guard Lock(Mutex);
    for (Waiting &W : Requests)
      W.reply(lspError("shut down", base::ErrorCode::RequestCancelled));
    Requests.clear();
  }
  R(nullptr);
}

Judged Server::judged(const Document &D) const {
  return {D.uri.uri().str(), D.version, *D.text, *D.answer};
}

void Server::codeAction(const RawParameters &P, Reply R) {
  const json::Object *O = P.value.getAsObject();
  base::TextDocumentIdentifier Of;
  json::Path::Root Root;
  if (!O || !O->get("textDocument") ||
      !fromJSON(*O->get("textDocument"), Of, Root))
    return R(lspError("codeAction names no file", // or none on disk
                      base::ErrorCode::InvalidParams));
  const std::string Path = Of.uri.file().str();
  const std::lock_guard Lock(Mutex);
  const auto It = Documents.find(Path);
  if (It == Documents.end() || !C.literals)
    return R(json::Array());
  ActionQuery Query = readQuery(*O);
  if (It->second.answer)
    return R(actionsOf(judged(It->second), Query, C));
  Requests.push_back({Current, Path, std::move(Query), std::move(R)});
}

/// On the worker's thread.
void Server::take(const std::string &Path, std::int64_t Stamp, Answer A) {
  log(Path + ": " + A.log);
  if (!A.problem.empty())
    tellOnce(Path + ": " + A.problem);
  const std::lock_guard Lock(Mutex);
  const auto It = Documents.find(Path);
  if (It == Documents.end() || It->second.stamp != Stamp)
    return; // there is a newer text
  It->second.answer = std::move(A);
  const Judged J = judged(It->second);
  Publish(diagnosticsOf(J, C));
  for (auto W = Requests.begin(); W != Requests.end();)
    if (W->path == Path) {
      W->reply(actionsOf(J, W->query, C));
      W = Requests.erase(W);
    } else {
      ++W;
    }
}

/// Answers what waits for a text that is gone.
void Server::giveUpOn(const std::string &Path, base::ErrorCode Code,
                      llvm::StringRef Why) {
  for (auto W = Requests.begin(); W != Requests.end();)
    if (W->path == Path) {
      W->reply(lspError(Why, Code));
      W = Requests.erase(W);
    } else {
      ++W;
    }
}

void Server::didOpen(const base::DidOpenTextDocumentParams &P) {
  const std::string Path = P.textDocument.uri.file().str();
  const auto Text = std::make_shared<const std::string>(P.textDocument.text);
  const std::lock_guard Lock(Mutex);
  Document &D = Documents[Path];
  D = {P.textDocument.uri, P.textDocument.version, 0, Text, std::nullopt};
  D.stamp = Judge->put(Path, Text, std::chrono::milliseconds(0));
}

void Server::didChange(const base::DidChangeTextDocumentParams &P) {
  const std::string Path = P.textDocument.uri.file().str();
  const std::lock_guard Lock(Mutex);
  const auto It = Documents.find(Path);
  if (It == Documents.end())
    return log("a change of " + Path + ", which is not open");
  Document &D = It->second;
  std::string Text = *D.text;
  for (const base::TextDocumentContentChangeEvent &Change : P.contentChanges)
    if (llvm::Error E = apply(Change, C.encoding, Text))
      log(Path + ": " + llvm::toString(std::move(E)));
  D.version = P.textDocument.version;
  D.text = std::make_shared<const std::string>(std::move(Text));
  D.answer.reset();
  D.stamp = Judge->put(Path, D.text, Pause);
  giveUpOn(Path, base::ErrorCode::ContentModified, "the file has changed");
}

void Server::didClose(const base::DidCloseTextDocumentParams &P) {
  const std::string Path = P.textDocument.uri.file().str();
  const std::lock_guard Lock(Mutex);
  if (Documents.erase(Path) == 0)
    return;
  Judge->drop(Path);
  giveUpOn(Path, base::ErrorCode::RequestCancelled, "the file was closed");
  Publish(json::Object{{"uri", P.textDocument.uri.uri()},
                       {"diagnostics", json::Array()}});
}

/// Other files may include what was saved.
void Server::didSave(const RawParameters &) {
  const std::lock_guard Lock(Mutex);
  for (const auto &[Path, D] : Documents)
    Judge->again(Path);
}

void Server::didChangeConfiguration(const RawParameters &P) {
  const json::Object *O = P.value.getAsObject();
  const json::Value *Sent = O ? O->get("settings") : nullptr;
  if (!Sent)
    return;
  auto New = withClients(S, *Sent);
  if (!New)
    return tellOnce(llvm::toString(New.takeError()));
  S = std::move(*New);
  const std::lock_guard Lock(Mutex);
  Told.clear();
  for (auto &[Path, D] : Documents)
    D.answer.reset();
  Judge->configure(S);
}

void Server::cancel(const RawParameters &P) {
  const json::Object *O = P.value.getAsObject();
  const json::Value *Id = O ? O->get("id") : nullptr;
  const std::lock_guard Lock(Mutex);
  const auto It = llvm::find_if(
      Requests, [&](const Waiting &W) { return Id && W.id == *Id; });
  if (It == Requests.end())
    return; // answered already
  It->reply(lspError("cancelled", base::ErrorCode::RequestCancelled));
  Requests.erase(It);
}

void Server::tellOnce(const std::string &Problem) {
  {
    const std::lock_guard Lock(Mutex);
    if (!Told.insert(Problem).second)
      return;
  }
  log(Problem);
  constexpr int Warning = 2;
  ShowMessage(json::Object{{"type", Warning},
                           {"message", json::fixUTF8("pageless: " + Problem)}});
}
