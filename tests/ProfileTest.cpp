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
    ASSERT_TRUE(P->brings);
    EXPECT_EQ(P->brings->afterRecord, "bio_vec");
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
