//===- tests/lsp/ServerTest.cpp - What a client sees ----------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/RulePage.h"
#include "tests/lsp/LspClient.h"

#include "llvm/ADT/STLExtras.h"

#include "gtest/gtest.h"

#include <filesystem>

using namespace pageless;
using namespace pageless::test;
namespace json = llvm::json;
namespace fs = std::filesystem;

namespace {

const std::string Source = "#include \"include/linux/blk_types.h\"\n"
                           "struct page *get(struct bio_vec *bv)\n"
                           "{\n\treturn bv->bv_page;\n}\n"
                           "unsigned long where(struct bio_vec *bv)\n"
                           "{\n\treturn (unsigned long)&bv->bv_page;\n}\n";

/// A tree with one source, and a server for it.
struct Editor : TestTree {
  explicit Editor(bool Helpers = true) {
    writeBlkTypes(Helpers);
    write("a.c", Source);
    command("a.c", {"-I" + root()});
  }
  std::string path(const std::string &File = "a.c") const {
    return root() + "/" + File;
  }
  lsp::Settings settings() const {
    lsp::Settings S = settingsFor(*this);
    S.rules = {"bvec-page"};
    return S;
  }
};

bool contains(const std::string &Text, const std::string &Part) {
  return Text.find(Part) != std::string::npos;
}

json::Object positionOf(const json::Object &D, llvm::StringRef End = "start") {
  return *D.getObject("range")->getObject(End);
}

TEST(Lsp, TellsWhatItCan) {
  const Editor E;
  LspClient Client(E.settings());
  const json::Object Result = Client.initialize();
  EXPECT_EQ(stringAt(Result, "capabilities.positionEncoding"), "utf-16");
  EXPECT_EQ(stringAt(Result, "serverInfo.name"), "pageless");
  EXPECT_TRUE(
      Result.getObject("capabilities")->getObject("codeActionProvider"));
}

TEST(Lsp, DiagnosticsHaveSourceCodeLinkAndReason) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  const auto Found = Client.diagnostics(E.path());
  ASSERT_EQ(Found.size(), 2u);
  for (const json::Object &D : Found) {
    EXPECT_EQ(stringAt(D, "source"), "pageless");
    EXPECT_EQ(stringAt(D, "code"), "bvec-page");
    EXPECT_EQ(stringAt(D, "codeDescription.href"), rulePage("bvec-page"));
    EXPECT_TRUE(D.getObject("data"));
  }
  EXPECT_EQ(Found[0].getInteger("severity"), 2);
  EXPECT_TRUE(contains(stringAt(Found[0], "message"), "use 'bvec_page(bv)'"));
  EXPECT_EQ(positionOf(Found[0]).getInteger("line"), 3);
  EXPECT_EQ(positionOf(Found[0]).getInteger("character"), 12);
  EXPECT_EQ(positionOf(Found[0], "end").getInteger("character"), 19);
  EXPECT_EQ(Found[1].getInteger("severity"), 3);
  EXPECT_TRUE(contains(stringAt(Found[1], "message"), "(address-taken)"));
}

TEST(Lsp, AQuickFixForEachSite) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  const json::Array Fixes = Client.actions(E.path(), {"quickfix"});
  ASSERT_EQ(Fixes.size(), 1u);
  const json::Object &Fix = *Fixes[0].getAsObject();
  EXPECT_EQ(stringAt(Fix, "kind"), "quickfix");
  EXPECT_EQ(Fix.getArray("diagnostics")->size(), 1u);
  std::string After = Source;
  After.replace(After.find("bv->bv_page;"), 11, "bvec_page(bv)");
  EXPECT_EQ(edited(Source, Fix), After);
  const json::Array All = Client.actions(E.path(), {"source.fixAll"});
  ASSERT_EQ(All.size(), 1u);
  EXPECT_EQ(stringAt(*All[0].getAsObject(), "kind"), "source.fixAll.pageless");
  EXPECT_EQ(edited(Source, *All[0].getAsObject()), After);
  EXPECT_TRUE(Client.actions(E.path(), {"refactor"}).empty());
  EXPECT_TRUE(Client.actions(E.path(), {"source.fix"}).empty());
}

TEST(Lsp, NoFixWithoutTheHelper) {
  const Editor E(/*Helpers=*/false);
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  const auto Found = Client.diagnostics(E.path());
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0].getInteger("severity"), 3);
  EXPECT_TRUE(contains(stringAt(Found[0], "message"),
                       "the first patch of 'pageless convert --profile pfn'"));
  EXPECT_TRUE(Client.actions(E.path()).empty());
}

TEST(Lsp, UnsavedTextsCount) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  EXPECT_EQ(Client.diagnostics(E.path()).size(), 2u);
  const std::string More =
      Source + "struct page *two(struct bio_vec *v) { return v->bv_page; }\n";
  Client.change(E.path(), More, 2);
  EXPECT_EQ(Client.diagnostics(E.path(), 2).size(), 3u);
  Client.change(E.path(), "int nothing;\n", 3);
  EXPECT_TRUE(Client.diagnostics(E.path(), 3).empty());
  EXPECT_EQ(E.read("a.c"), Source);
}

TEST(Lsp, AnUnsavedHeaderCounts) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  EXPECT_EQ(Client.diagnostics(E.path()).size(), 2u);
  // Its bv_page is a number, so the uses are somebody else's.
  const std::string Header = E.path("include/linux/blk_types.h");
  std::string Other = "struct page; struct other { struct page *bv_page; };\n"
                      "struct bio_vec { struct other o; };\n";
  Client.open(Header, Other);
  Client.diagnostics(Header);
  Client.notify(
      "textDocument/didSave",
      json::Object{{"textDocument", json::Object{{"uri", uriOf(Header)}}}});
  const auto Found = Client.diagnostics(E.path());
  for (const json::Object &D : Found)
    EXPECT_NE(D.getInteger("severity"), 2) << stringAt(D, "message");
}

TEST(Lsp, IncrementalChangesInUtf16) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  const std::string Penguin = "\xf0\x9f\x90\xa7";
  std::string Text = Source;
  Text.insert(Text.find("return"), "/* " + Penguin + " */ ");
  Client.open(E.path(), Text);
  auto Found = Client.diagnostics(E.path());
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(positionOf(Found[0]).getInteger("character"), 12 + 9);
  const auto At = [](int Character) {
    return json::Object{{"line", 3}, {"character", Character}};
  };
  Client.notify(
      "textDocument/didChange",
      json::Object{
          {"textDocument",
           json::Object{{"uri", uriOf(E.path())}, {"version", 2}}},
          {"contentChanges",
           json::Array{json::Object{
               {"range", json::Object{{"start", At(4)}, {"end", At(6)}}},
               {"text", ""}}}}});
  Found = Client.diagnostics(E.path(), 2);
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(positionOf(Found[0]).getInteger("character"), 12 + 7);
}

TEST(Lsp, TheClientChoosesTheEncoding) {
  const Editor E;
  std::string Text = Source;
  Text.insert(Text.find("return"), "/* \xf0\x9f\x90\xa7 */ ");
  const std::vector<std::pair<const char *, int>> Expected = {
      {"utf-8", 23}, {"utf-16", 21}, {"utf-32", 20}};
  for (const auto &[Name, Character] : Expected)
    for (const bool Old : {false, true}) {
      LspClient Client(E.settings());
      json::Object Capabilities;
      json::Value Names = json::Array{"utf-7", Name};
      if (Old)
        Capabilities["offsetEncoding"] = Names;
      else
        Capabilities["general"] = json::Object{{"positionEncodings", Names}};
      const json::Object Result = Client.initialize(std::move(Capabilities));
      EXPECT_EQ(stringAt(Result, "capabilities.positionEncoding"), Name);
      EXPECT_EQ(stringAt(Result, "offsetEncoding"), Name);
      Client.open(E.path(), Text);
      const auto Found = Client.diagnostics(E.path());
      ASSERT_EQ(Found.size(), 2u);
      EXPECT_EQ(positionOf(Found[0]).getInteger("character"), Character)
          << Name;
    }
}

TEST(Lsp, RequestsAreCancelled) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  Client.diagnostics(E.path());
  // The pause after an edit is longer than it takes to read the next message.
  Client.change(E.path(), Source + "\n", 2);
  const int Id = Client.askForActions(E.path());
  Client.notify("$/cancelRequest", json::Object{{"id", Id}});
  const json::Object Reply = Client.replyTo(Id);
  ASSERT_TRUE(Reply.getObject("error"));
  EXPECT_EQ(Reply.getObject("error")->getInteger("code"), -32800);
  EXPECT_EQ(Client.diagnostics(E.path(), 2).size(), 2u);
}

TEST(Lsp, RequestsOnOldTextsAreRefused) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  Client.diagnostics(E.path());
  Client.change(E.path(), Source + "\n", 2);
  const int Id = Client.askForActions(E.path());
  Client.change(E.path(), Source + "\n\n", 3);
  const json::Object Reply = Client.replyTo(Id);
  ASSERT_TRUE(Reply.getObject("error"));
  EXPECT_EQ(Reply.getObject("error")->getInteger("code"), -32801);
}

TEST(Lsp, SettingsOfTheClientCount) {
  Editor E(/*Helpers=*/false);
  lsp::Settings S = E.settings();
  S.databases.clear();
  LspClient Client(S);
  Client.initialize(LspClient::fullCapabilities(),
                    json::Object{{"profile", "accessor"},
                                 {"compilationDatabasePath", E.objects()}});
  Client.open(E.path(), Source);
  EXPECT_TRUE(contains(stringAt(Client.diagnostics(E.path()).at(0), "message"),
                       "--profile accessor"));
  Client.notify(
      "workspace/didChangeConfiguration",
      json::Object{
          {"settings",
           json::Object{{"pageless", json::Object{{"profile", "pfn"}}}}}});
  EXPECT_TRUE(contains(stringAt(Client.diagnostics(E.path()).at(0), "message"),
                       "--profile pfn"));
}

std::string shownMessage(LspClient &Client) {
  return stringAt(Client.await([](const json::Object &M) {
    return M.getString("method") == llvm::StringRef("window/showMessage");
  }),
                  "params.message");
}

TEST(Lsp, WrongSettingsAreShown) {
  const Editor E;
  for (const auto &[Options, Part] :
       std::vector<std::pair<const char *, const char *>>{
           {R"({"confidence": "total"})", "confidence is 'total'"},
           {R"({"rules": "bvec-page"})", "rules must be a list"},
           {R"({"profile": 3})", "profile must be a string"},
           {R"({"profile": "nobody"})", "nobody"},
           {R"({"rules": ["no-rule"]})", "no rule no-rule"},
           {R"({"tree": "/nonexistent"})", "there is no tree"}}) {
    lsp::Settings S = E.settings();
    LspClient Client(S);
    Client.ask("initialize",
               json::Object{{"capabilities", json::Object{}},
                            {"initializationOptions",
                             llvm::cantFail(json::parse(Options))}});
    Client.open(E.path(), Source);
    const std::string Shown = shownMessage(Client);
    EXPECT_TRUE(contains(Shown, Part)) << Shown;
  }
}

TEST(Lsp, DatabasesAreFoundAsClangdFindsThem) {
  for (const std::string Folder : {"", "/build"}) {
    const Editor E;
    lsp::Settings S = E.settings();
    fs::create_directories(E.root() + Folder);
    fs::copy(E.objects() + "/compile_commands.json",
             E.root() + Folder + "/compile_commands.json");
    S.databases.clear();
    LspClient Client(S);
    Client.initialize();
    Client.open(E.path(), Source);
    EXPECT_EQ(Client.diagnostics(E.path()).at(0).getInteger("severity"), 2);
  }
}

TEST(Lsp, WithoutADatabaseItSaysSo) {
  const Editor E;
  lsp::Settings S = E.settings();
  S.databases.clear();
  LspClient Client(S);
  Client.initialize();
  Client.open(E.path(), Source);
  EXPECT_TRUE(contains(shownMessage(Client), "no compile_commands.json"));
  const auto Found = Client.diagnostics(E.path());
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0].getInteger("severity"), 4);
  EXPECT_TRUE(contains(stringAt(Found[0], "message"), "not judged here"));
}

TEST(Lsp, AFileWithoutACommandBorrowsOne) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path("new.c"), Source); // was never saved
  const auto Found = Client.diagnostics(E.path("new.c"));
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0].getInteger("severity"), 3);
  EXPECT_TRUE(contains(stringAt(Found[0], "message"), "(inferred-command)"));
  EXPECT_TRUE(contains(stringAt(Found[0], "message"),
                       "with the compile command of a.c"));
}

TEST(Lsp, AHeaderIsSeenInAUnitThatIncludesIt) {
  Editor E;
  const std::string Header =
      "static inline struct page *first(struct bio_vec *bv)\n"
      "{\n\treturn bv->bv_page;\n}\n"
      "#define FIRST(bv) ((bv)->bv_page)\n";
  E.write("b.h", Header);
  const std::string Unit = "#include \"include/linux/blk_types.h\"\n"
                           "#include \"b.h\"\n"
                           "struct page *g(struct bio_vec *bv)\n"
                           "{\n\treturn FIRST(bv);\n}\n";
  E.write("b.c", Unit);
  E.command("b.c", {"-I" + E.root()});
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path("b.h"), Header);
  const auto Found = Client.diagnostics(E.path("b.h"));
  ASSERT_EQ(Found.size(), 2u);
  EXPECT_EQ(Found[0].getInteger("severity"), 2);
  EXPECT_TRUE(contains(stringAt(Found[0], "message"), "as b.c includes it"));
  EXPECT_EQ(Found[1].getInteger("severity"), 3);
  EXPECT_TRUE(contains(stringAt(Found[1], "message"),
                       "in a macro of a header, which other units use"));
  EXPECT_EQ(Client.actions(E.path("b.h"), {"quickfix"}).size(), 1u);
}

TEST(Lsp, HiddenWordsAreHinted) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), "#include \"include/linux/blk_types.h\"\n"
                        "#ifdef CONFIG_NOWHERE\n"
                        "struct page *get(struct bio_vec *bv)\n"
                        "{\n\treturn bv->bv_page;\n}\n#endif\n");
  const auto Found = Client.diagnostics(E.path());
  ASSERT_EQ(Found.size(), 1u);
  EXPECT_EQ(Found[0].getInteger("severity"), 4);
  EXPECT_TRUE(contains(stringAt(Found[0], "message"), "CONFIG_NOWHERE"));
}

TEST(Lsp, ClosedFilesHaveNoDiagnostics) {
  const Editor E;
  LspClient Client(E.settings());
  Client.initialize();
  Client.open(E.path(), Source);
  Client.diagnostics(E.path());
  Client.close(E.path());
  const json::Object Message = Client.await([](const json::Object &M) {
    return M.getString("method") ==
           llvm::StringRef("textDocument/publishDiagnostics");
  });
  EXPECT_TRUE(Message.getObject("params")->getArray("diagnostics")->empty());
  EXPECT_TRUE(Client.actions(E.path()).empty());
}

TEST(Lsp, ExitStatusIsThatOfTheProtocol) {
  const Editor E;
  {
    LspClient Client(E.settings());
    Client.initialize();
    Client.replyTo(Client.ask("shutdown", nullptr));
    const json::Object After = Client.replyTo(Client.ask("shutdown", nullptr));
    EXPECT_EQ(After.getObject("error")->getInteger("code"), -32600);
    Client.notify("exit", nullptr);
    EXPECT_EQ(Client.finish(), 0);
  }
  LspClient Client(E.settings());
  Client.initialize();
  Client.notify("exit", nullptr);
  EXPECT_EQ(Client.finish(), 1);
}

} // namespace
