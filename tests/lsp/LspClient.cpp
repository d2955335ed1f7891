//===- tests/lsp/LspClient.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/lsp/LspClient.h"

#include "lsp/Stream.h"

#include "llvm/ADT/STLExtras.h"

#include "gtest/gtest.h"

#include <poll.h>
#include <unistd.h>

using namespace pageless;
using namespace pageless::test;
namespace json = llvm::json;

LspClient::LspClient(lsp::Settings S) {
  int In[2], Out[2];
  if (pipe(In) != 0 || pipe(Out) != 0)
    std::abort();
  ToServer = fdopen(In[1], "w");
  ServerIn = fdopen(In[0], "r");
  FromServer = fdopen(Out[0], "r");
  setvbuf(FromServer, nullptr, _IONBF, 0); // what is there can be polled for
  ServerOut = Out[1];
  Thread = std::thread([this, S = std::move(S)] {
    llvm::raw_fd_ostream Stream(ServerOut, /*shouldClose=*/true);
    Status = lsp::Server(ServerIn, Stream, S, nullptr).run();
  });
}

LspClient::~LspClient() {
  finish();
  std::fclose(FromServer);
  std::fclose(ServerIn);
}

int LspClient::finish() {
  if (ToServer)
    std::fclose(std::exchange(ToServer, nullptr));
  if (Thread.joinable())
    Thread.join();
  return Status;
}

void LspClient::sendRaw(const std::string &Bytes) {
  std::fwrite(Bytes.data(), 1, Bytes.size(), ToServer);
  std::fflush(ToServer);
}

static std::string framed(json::Value Message) {
  std::string Text;
  llvm::raw_string_ostream(Text) << Message;
  return "Content-Length: " + std::to_string(Text.size()) + "\r\n\r\n" + Text;
}

void LspClient::notify(const std::string &Method, json::Value Parameters) {
  sendRaw(framed(json::Object{{"jsonrpc", "2.0"},
                              {"method", Method},
                              {"params", std::move(Parameters)}}));
}

int LspClient::ask(const std::string &Method, json::Value Parameters) {
  sendRaw(framed(json::Object{{"jsonrpc", "2.0"},
                              {"id", ++LastId},
                              {"method", Method},
                              {"params", std::move(Parameters)}}));
  return LastId;
}

json::Object
LspClient::await(const std::function<bool(const json::Object &)> &Take) {
  constexpr int Patience = 60'000; // milliseconds
  for (;;) {
    pollfd Ready{fileno(FromServer), POLLIN, 0};
    if (poll(&Ready, 1, Patience) != 1) {
      ADD_FAILURE() << "the server says nothing";
      return {};
    }
    const lsp::Incoming Next = lsp::readMessage(FromServer);
    if (Next.kind != lsp::Incoming::Kind::Message) {
      ADD_FAILURE() << "the server has ended " << Next.text;
      return {};
    }
    json::Value Message = llvm::cantFail(json::parse(Next.text));
    if (Take(*Message.getAsObject()))
      return std::move(*Message.getAsObject());
  }
}

json::Object LspClient::replyTo(int Id) {
  return await([&](const json::Object &M) {
    return M.getInteger("id") == Id && !M.get("method");
  });
}

json::Object LspClient::fullCapabilities() {
  return json::Object{
      {"textDocument",
       json::Object{{"codeAction", json::Object{{"codeActionLiteralSupport",
                                                 json::Object{}}}},
                    {"publishDiagnostics",
                     json::Object{{"relatedInformation", true},
                                  {"codeDescriptionSupport", true}}}}}};
}

json::Object LspClient::initialize(json::Object Capabilities,
                                   json::Value Options) {
  const int Id =
      ask("initialize",
          json::Object{{"capabilities", std::move(Capabilities)},
                       {"initializationOptions", std::move(Options)}});
  json::Object Reply = replyTo(Id);
  notify("initialized", json::Object{});
  json::Object *Result = Reply.getObject("result");
  if (!Result) {
    ADD_FAILURE() << "initialize fails";
    return {};
  }
  return std::move(*Result);
}

std::string pageless::test::uriOf(const std::string &Path) {
  return llvm::cantFail(lsp::base::URIForFile::fromFile(Path)).uri().str();
}

void LspClient::open(const std::string &Path, const std::string &Text,
                     int Version) {
  notify("textDocument/didOpen",
         json::Object{{"textDocument", json::Object{{"uri", uriOf(Path)},
                                                    {"languageId", "c"},
                                                    {"version", Version},
                                                    {"text", Text}}}});
}

void LspClient::change(const std::string &Path, const std::string &Text,
                       int Version) {
  notify("textDocument/didChange",
         json::Object{
             {"textDocument",
              json::Object{{"uri", uriOf(Path)}, {"version", Version}}},
             {"contentChanges", json::Array{json::Object{{"text", Text}}}}});
}

void LspClient::close(const std::string &Path) {
  notify("textDocument/didClose",
         json::Object{{"textDocument", json::Object{{"uri", uriOf(Path)}}}});
}

std::vector<json::Object> LspClient::diagnostics(const std::string &Path,
                                                 int Version) {
  const std::string Uri = uriOf(Path);
  const json::Object Message = await([&](const json::Object &M) {
    const json::Object *P = M.getObject("params");
    return M.getString("method") ==
               llvm::StringRef("textDocument/publishDiagnostics") &&
           P->getString("uri") == llvm::StringRef(Uri) &&
           P->getInteger("version") == Version;
  });
  std::vector<json::Object> Found;
  if (const json::Object *P = Message.getObject("params"))
    for (const json::Value &One : *P->getArray("diagnostics"))
      Found.push_back(*One.getAsObject());
  return Found;
}

int LspClient::askForActions(const std::string &Path,
                             std::vector<std::string> Only) {
  const auto At = [](int Line) {
    return json::Object{{"line", Line}, {"character", 0}};
  };
  json::Object Context{{"diagnostics", json::Array{}}};
  if (!Only.empty())
    Context["only"] = json::Array(Only);
  return ask("textDocument/codeAction",
             json::Object{
                 {"textDocument", json::Object{{"uri", uriOf(Path)}}},
                 {"range", json::Object{{"start", At(0)}, {"end", At(99999)}}},
                 {"context", std::move(Context)}});
}

json::Array LspClient::actions(const std::string &Path,
                               std::vector<std::string> Only) {
  json::Object Reply = replyTo(askForActions(Path, std::move(Only)));
  json::Array *Result = Reply.getArray("result");
  return Result ? std::move(*Result) : json::Array();
}

std::string pageless::test::stringAt(const json::Object &From,
                                     llvm::StringRef Path) {
  const json::Object *At = &From;
  while (At && Path.contains('.')) {
    At = At->getObject(Path.split('.').first);
    Path = Path.split('.').second;
  }
  return At ? At->getString(Path).value_or("").str() : "";
}

std::string pageless::test::edited(const std::string &Text,
                                   const json::Object &Action) {
  const lsp::LineIndex Lines(Text);
  std::map<std::size_t, std::pair<std::size_t, std::string>> Edits;
  const json::Object *Files = Action.getObject("edit")->getObject("changes");
  for (const auto &[Uri, List] : *Files)
    for (const json::Value &One : *List.getAsArray()) {
      lsp::base::Range Range;
      json::Path::Root Root;
      EXPECT_TRUE(fromJSON(*One.getAsObject()->get("range"), Range, Root));
      const auto At = [&](const lsp::base::Position &P) {
        return Lines.offsetOf(P, lsp::Encoding::Utf16);
      };
      EXPECT_TRUE(
          Edits
              .emplace(
                  At(Range.start),
                  std::pair(At(Range.end),
                            One.getAsObject()->getString("newText")->str()))
              .second);
    }
  std::string After = Text;
  for (const auto &[Begin, Edit] : llvm::reverse(Edits))
    After.replace(Begin, Edit.first - Begin, Edit.second);
  return After;
}

lsp::Settings pageless::test::settingsFor(const TestTree &Tree) {
  Tree.writeDatabases();
  lsp::Settings S;
  S.databases = {Tree.objects()};
  S.tree = Tree.root();
  return S;
}
