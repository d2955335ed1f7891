//===- tests/lsp/BadInputTest.cpp - Messages that are none ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/lsp/LspClient.h"
#include "tests/support/MacroBomb.h"

#include "gtest/gtest.h"

using namespace pageless;
using namespace pageless::test;
namespace json = llvm::json;

namespace {

std::int64_t errorOf(const json::Object &Reply) {
  const json::Object *Error = Reply.getObject("error");
  return Error ? Error->getInteger("code").value_or(0) : 0;
}

std::string frame(const std::string &Content) {
  return "Content-Length: " + std::to_string(Content.size()) + "\r\n\r\n" +
         Content;
}

/// The code of the next reply that answers no request.
std::int64_t refusal(LspClient &Client) {
  return errorOf(Client.await([](const json::Object &M) {
    return M.get("error") && M.get("id") && *M.get("id") == nullptr;
  }));
}

TEST(LspBadInput, WhatIsNoMessageIsRefused) {
  for (const auto &[Bytes, Code] :
       std::vector<std::pair<std::string, std::int64_t>>{
           {frame("{\"jsonrpc\": "), -32700},
           {frame("\xff\xfe"), -32700},
           {frame("[]"), -32600},
           {frame("{}"), -32600},
           {frame("7"), -32600},
           {frame("{\"jsonrpc\":\"2.0\",\"id\":{},\"method\":\"x\"}"), -32600},
           {"Content-Type: text\r\n\r\n", -32700},
           {"Content-Length: many\r\n\r\n", -32700},
           {"Content-Length: -1\r\n\r\n", -32700},
           {"Content-Length: 99999999999999999999\r\n\r\n", -32700},
           {"Content-Length: 9999999999\r\n\r\n", -32700}}) {
    const TestTree Tree;
    LspClient Client(lsp::Settings{});
    Client.sendRaw(Bytes);
    EXPECT_EQ(refusal(Client), Code) << Bytes;
    Client.initialize(); // it goes on
  }
}

TEST(LspBadInput, AWrongLengthSpoilsOneMessage) {
  for (const int Off : {-3, 3}) {
    LspClient Client(lsp::Settings{});
    Client.initialize();
    const std::string Content =
        "{\"jsonrpc\":\"2.0\",\"method\":\"x\",\"params\":{}}";
    Client.sendRaw("Content-Length: " +
                   std::to_string(static_cast<int>(Content.size()) + Off) +
                   "\r\n\r\n" + Content);
    // What the wrong length takes of the next message is lost as well.
    Client.ask("textDocument/hover", json::Object{});
    EXPECT_EQ(refusal(Client), -32700);
    EXPECT_EQ(errorOf(Client.replyTo(
                  Client.ask("textDocument/hover", json::Object{}))),
              -32601);
  }
}

TEST(LspBadInput, TheInputMayEndAnywhere) {
  for (const std::string Bytes :
       {"", "Content-Le", "Content-Length: 10\r\n\r\n{", "\r\n\r\n"}) {
    LspClient Client(lsp::Settings{});
    Client.sendRaw(Bytes);
    EXPECT_EQ(Client.finish(), 1);
  }
}

TEST(LspBadInput, RequestsBeforeInitialize) {
  LspClient Client(lsp::Settings{});
  Client.open("/tmp/x.c", "int x;");
  EXPECT_EQ(errorOf(Client.replyTo(
                Client.ask("textDocument/codeAction", json::Object{}))),
            -32002);
  Client.initialize();
  EXPECT_EQ(errorOf(Client.replyTo(Client.ask("initialize", json::Object{}))),
            -32600);
}

TEST(LspBadInput, WhatIsNotKnown) {
  LspClient Client(lsp::Settings{});
  Client.initialize();
  EXPECT_EQ(errorOf(Client.replyTo(Client.ask("no/method", nullptr))), -32601);
  EXPECT_EQ(errorOf(Client.replyTo(
                Client.ask("textDocument/codeAction", json::Object{}))),
            -32602);
  EXPECT_EQ(
      errorOf(Client.replyTo(Client.ask("textDocument/codeAction", nullptr))),
      -32602);
  Client.notify("no/notification", nullptr);
  Client.notify("textDocument/didOpen", json::Object{{"textDocument", 3}});
  Client.notify(
      "textDocument/didOpen",
      json::Object{{"textDocument", json::Object{{"uri", "untitled:new"},
                                                 {"languageId", "c"},
                                                 {"version", 1},
                                                 {"text", "bv_page"}}}});
  Client.change("/tmp/never-opened.c", "x", 2);
  Client.close("/tmp/never-opened.c");
  Client.notify("$/cancelRequest", json::Object{{"id", "nothing"}});
  Client.notify("workspace/didChangeConfiguration", json::Array{});
  // Outside every tree, in a folder that does not exist, and no C.
  Client.open("/nonexistent/folder/x.c", "int bv_page;");
  EXPECT_EQ(Client.diagnostics("/nonexistent/folder/x.c").size(), 1u);
  Client.open("/tmp/x.rs", "bv_page");
  EXPECT_TRUE(Client.diagnostics("/tmp/x.rs").empty());
}

// --- Files that are bad for Clang
// ----------------------------------------------

const std::string Reader = "#include <linux/blk_types.h>\n"
                           "void *f(struct bio_vec *v)\n{\n"
                           "\treturn v->bv_page;\n}\n";

/// What the server says of \p Text, and then of a file that is sound.
std::vector<json::Object> answerTo(const std::string &Text,
                                   const std::string &Header = "") {
  TestTree Tree;
  Tree.writeBlkTypes();
  Tree.write("include/bad.h", Header);
  for (const std::string Name : {"bad.c", "good.c"}) {
    Tree.write(Name, Name == "bad.c" ? Text : Reader);
    Tree.command(Name);
  }
  Tree.writeDatabases();
  lsp::Settings S = settingsFor(Tree);
  S.limits.seconds = 1;
  LspClient Client(S);
  Client.initialize();
  Client.open(Tree.root() + "/bad.c", Text);
  auto Found = Client.diagnostics(Tree.root() + "/bad.c");
  Client.open(Tree.root() + "/good.c", Reader);
  const auto Good = Client.diagnostics(Tree.root() + "/good.c");
  EXPECT_EQ(Good.size(), 1u);
  EXPECT_EQ(Good[0].getInteger("severity"), 2);
  return Found;
}

/// Would take years.
const std::string Bomb = laughs(";", 60) + "L60\n";

TEST(LspBadInput, AMacroBombIsGivenUp) {
  const auto Found = answerTo(Bomb + Reader);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].getInteger("severity"), 4);
}

TEST(LspBadInput, AMacroBombInThePreambleIsGivenUp) {
  const auto Found = answerTo("#include <bad.h>\n" + Reader, Bomb);
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].getInteger("severity"), 4);
}

TEST(LspBadInput, ACrashOfClangCostsOneAnswer) {
  const auto Found = answerTo(Reader + "#pragma clang __debug parser_crash\n");
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].getInteger("severity"), 4);
}

} // namespace
