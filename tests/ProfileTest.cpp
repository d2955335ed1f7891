//===- tests/ProfileTest.cpp ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Profile.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

std::string refusal(const std::string &Json) {
  llvm::Expected<Profile> P = parseProfile(Json, "x.json");
  if (!P)
    return llvm::toString(P.takeError());
  ADD_FAILURE() << "accepted: " << Json;
  return "";
}

std::string withHelper(const std::string &Key, const std::string &Call) {
  return R"j({"name":"x","summary":"s","header":"a.h","helpers":{")j" + Key +
         R"j(":{"call":")j" + Call + R"j(","signature":"void (void)"}}})j";
}

TEST(Profile, BuiltInOnesLoad) {
  ASSERT_FALSE(builtinProfileNames().empty());
  for (const std::string &Name : builtinProfileNames()) {
    llvm::Expected<Profile> P = loadProfile(Name);
    ASSERT_TRUE(static_cast<bool>(P)) << llvm::toString(P.takeError());
    EXPECT_EQ(P->name, Name);
    EXPECT_NE(P->find("bvec-page", "read"), nullptr);
    EXPECT_NE(P->find("bvec-page", "store"), nullptr);
    const Support *Brings = P->bringing("bvec_page");
    ASSERT_NE(Brings, nullptr);
    EXPECT_EQ(Brings->after, "struct bio_vec");
    EXPECT_EQ(Brings->header.rfind("include/linux/", 0), 0u);
    EXPECT_EQ(P->bringing("sg_phys"), nullptr);
  }
}

TEST(Profile, TakesACallApart) {
  auto P = parseProfile(withHelper("r.store", "set(0, {bv}, FLAG, {page}, 1)"),
                        "x.json");
  ASSERT_TRUE(static_cast<bool>(P)) << llvm::toString(P.takeError());
  const Helper *H = P->find("r", "store");
  ASSERT_NE(H, nullptr);
  EXPECT_EQ(H->name, "set");
  EXPECT_EQ(H->open, "set(0, ");
  EXPECT_EQ(H->separator, ", FLAG, ");
  EXPECT_EQ(H->close, ", 1)");
}

TEST(Profile, BringsEachHelperOnce) {
  const std::string Open =
      R"j({"name":"x","summary":"s","header":"a.h","helpers":{"r.read":{)j"
      R"j("call":"get({sg})","signature":["a (b)","c (b)"]}},"brings":[)j";
  const auto Entry = [](const std::string &Key, const std::string &More) {
    return R"j({"helpers":[")j" + Key + R"j("],)j" + More +
           R"j("after":"f()","subject":"s","text":["t","u"]})j";
  };
  auto P = parseProfile(Open + Entry("r.read", "\"header\":\"b.h\",") + "]}",
                        "x.json");
  ASSERT_TRUE(static_cast<bool>(P)) << llvm::toString(P.takeError());
  EXPECT_EQ(P->find("r", "read")->signatures.size(), 2u);
  const Support *Brings = P->bringing("get");
  ASSERT_NE(Brings, nullptr);
  EXPECT_EQ(Brings->header, "b.h");
  EXPECT_EQ(Brings->after, "f()");
  EXPECT_EQ(Brings->text, "t\nu\n");
  EXPECT_NE(refusal(Open + Entry("r.store", "") + "]}")
                .find("brings names r.store, which is no helper"),
            std::string::npos);
  EXPECT_NE(
      refusal(Open + Entry("r.read", "") + "," + Entry("r.read", "") + "]}")
          .find("brings has r.read twice"),
      std::string::npos);
}

TEST(Profile, RefusesInOneLineThatSaysWhere) {
  EXPECT_NE(refusal("{").find("profile x.json: not JSON"), std::string::npos);
  EXPECT_NE(refusal("{}").find("Missing required property"), std::string::npos);
  for (const std::string &Bad :
       {withHelper("r.store", "set({page}, {bv})"),
        withHelper("r.read", "get({bv}, {page})"),
        withHelper("r.store", "set({bv})"), withHelper("r.read", "get"),
        withHelper("nodot", "get({bv})")}) {
    const std::string Message = refusal(Bad);
    EXPECT_NE(Message.find("helpers"), std::string::npos) << Message;
    EXPECT_EQ(Message.find('\n'), std::string::npos) << Message;
  }
}

TEST(Profile, TextsWithoutEndAreRefused) {
  // The library for regular expressions would run out of stack.
  EXPECT_EQ(refusal(withHelper("r.read", std::string(1000000, 'x') + "({bv})")),
            "profile x.json: it has a text of more than 4096 bytes");
  EXPECT_EQ(refusal(withHelper(std::string(1000000, 'x'), "x({bv})")),
            "profile x.json: it has a text of more than 4096 bytes");
  EXPECT_EQ(refusal(std::string(10000000, '[')),
            "profile x.json: nested too deeply");
  EXPECT_EQ(refusal(R"({"name":)" + std::string(10000000, '[')),
            "profile x.json: nested too deeply");
}

TEST(Profile, NamesAndHeadersLeadNowhere) {
  const std::string Good = withHelper("r.read", "x({bv})");
  const auto With = [&](const std::string &What, const std::string &By) {
    std::string Text = Good;
    return Text.replace(Text.find(What), What.size(), By);
  };
  for (const char *Name :
       {"../../x", "/etc/x", "x/y", "", "x\\ny", "X", "x\\u0000"})
    EXPECT_EQ(refusal(With("\"x\"", "\"" + std::string(Name) + "\""))
                  .rfind("profile x.json: at $[name]", 0),
              0u)
        << Name;
  for (const char *Header :
       {"../a.h", "/etc/a.h", "d/../../a.h", "a.c", "", "a.h\\n", "./a.h"})
    EXPECT_EQ(
        refusal(With("a.h", Header)).rfind("profile x.json: at $[header]", 0),
        0u)
        << Header;
}

TEST(Profile, UnknownNameListsTheBuiltInOnes) {
  llvm::Expected<Profile> P = loadProfile("nosuch");
  ASSERT_FALSE(static_cast<bool>(P));
  const std::string Message = llvm::toString(P.takeError());
  for (const std::string &Name : builtinProfileNames())
    EXPECT_NE(Message.find(Name), std::string::npos);
}

TEST(Profile, MissingFileIsNamed) {
  llvm::Expected<Profile> P = loadProfile("/nonexistent/p.json");
  ASSERT_FALSE(static_cast<bool>(P));
  EXPECT_NE(llvm::toString(P.takeError()).find("/nonexistent/p.json"),
            std::string::npos);
}

} // namespace
