//===- tests/reports/EscapingTest.cpp - Hostile texts in every format -----===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Findings.h"
#include "reports/Json.h"
#include "reports/Patch.h"
#include "reports/Printable.h"
#include "reports/Summary.h"

#include "gtest/gtest.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <string>

namespace {

using namespace pageless;
using nlohmann::json;

/// Quotes, backslashes, ends of lines, escape sequences of a terminal in one
/// byte and in two, the end of a script, a command of GitHub's, a letter that
/// turns the line around, and what is no UTF-8.
const std::string Hostile = "\"'\\ \n::error::x\r\x1b[31m\x07</script>%0A"
                            "\xc2\x9b\xe2\x80\xae,\xff\xc0\xaf\xed\xa0\x80:";
/// The same, as JSON can hold it.
const std::string AsJson = "\"'\\ \n::error::x\r\x1b[31m\x07</script>%0A"
                           "\xc2\x9b\xe2\x80\xae,";

Site hostileSite() {
  Site S;
  S.id = "0123456789abcdef";
  S.rule = "bvec-page";
  S.word = "bv_page";
  S.verdict = Verdict::Manual;
  S.reason = Reason::AddressTaken;
  S.file = S.function = S.message = S.condition = S.before = S.after = Hostile;
  S.macroTrail = S.configurations = {Hostile};
  return S;
}

Result hostileResult() {
  Result R;
  R.toolVersion = "0.1.0";
  R.llvmVersion = "22";
  R.tree = R.profile = Hostile;
  R.sites = {hostileSite()};
  R.units = {{Hostile, Hostile, UnitReport::Status::Errors, 1, Hostile, ""},
             {Hostile, Hostile, UnitReport::Status::Errors, 1, "", Hostile}};
  R.configurations.emplace_back();
  R.configurations[0].name = R.configurations[0].standIn = Hostile;
  R.unspelled = {{"bvec-page", Hostile, 1, Hostile, Hostile}};
  R.totals.words = R.totals.files = 1;
  R.totals.verdicts = {{"manual", 1}};
  R.totals.reasons = {{"address-taken", 1}};
  R.totals.perDirectory[Hostile] = {{"manual", 1}};
  R.internalErrors = {Hostile};
  return R;
}

CheckReport hostileCheck() {
  CheckReport R;
  R.toolVersion = "0.1.0";
  R.rules = {{{"bvec-page", "1", "hide it", "High", "It hides it.\n"}, "u"}};
  Finding F;
  F.site = hostileSite();
  F.begin = F.end = {3, 14, 12};
  F.message = F.sourceLine = F.fixedLine = F.page = Hostile;
  F.fix = {{Hostile, {3, 6, 6}, {3, 16, 14}, Hostile}};
  R.findings = {F};
  R.unjudged = {{Hostile, 7, Hostile}};
  R.missingHelpers = {Hostile};
  return R;
}

/// Nothing in it moves a cursor, turns a line around, or is no UTF-8.
void expectPlain(const std::string &Text) {
  for (std::size_t Begin = 0; Begin < Text.size();) {
    const std::size_t End = std::min(Text.find('\n', Begin), Text.size());
    const std::string Line = Text.substr(Begin, End - Begin);
    EXPECT_EQ(printable(Line), Line);
    Begin = End + 1;
  }
}

/// JSON whose bytes are UTF-8 and hold no control character.
json parsed(const std::string &Text) {
  for (const char C : Text)
    EXPECT_TRUE(static_cast<unsigned char>(C) >= 0x20 || C == '\n') << Text;
  const json Value = json::parse(Text, nullptr, false);
  EXPECT_FALSE(Value.is_discarded()) << Text;
  return Value;
}

bool isHostile(const json &Value) {
  return Value.is_string() && Value.get<std::string>().rfind(AsJson, 0) == 0;
}

TEST(Escaping, Printable) {
  EXPECT_EQ(printable("a\tb \xc3\xa9 \xf0\x9f\x90\xa7"),
            "a\tb \xc3\xa9 \xf0\x9f\x90\xa7");
  EXPECT_EQ(printable("\n\r\x1b\x7f"), "????");
  EXPECT_EQ(printable("\xc2\x9b\xe2\x80\xae\xe2\x81\xa6\xe2\x80\xa8"), "????");
  EXPECT_EQ(printable("\xff\xc0\xaf\x80"), "????");
  EXPECT_EQ(printable("\xed\xa0\x80"), "???"); // half of a pair
  EXPECT_EQ(printable("\xe2\x80"), "??");      // cut off
  EXPECT_EQ(printable(""), "");
}

TEST(Escaping, Summary) {
  const std::string Text = writeSummary(hostileResult(), "out");
  expectPlain(Text);
  EXPECT_EQ(Text.find("\n::"), std::string::npos) << Text;
}

TEST(Escaping, ReportJson) {
  const json Report = parsed(writeJson(hostileResult()));
  const json &Site = Report["sites"][0];
  for (const char *Key :
       {"file", "function", "message", "condition", "before", "after"})
    EXPECT_TRUE(isHostile(Site[Key])) << Key;
  EXPECT_TRUE(isHostile(Site["macroTrail"][0]));
  EXPECT_TRUE(isHostile(Report["units"][0]["firstError"]));
  EXPECT_TRUE(isHostile(Report["unspelled"][0]["macro"]));
}

TEST(Escaping, Patch) {
  PatchSet Patch;
  Patch.subject = "block: x";
  Patch.body = "diff --git a/x b/x\n--- a/etc/passwd\n";
  Patch.files = {{"odd\n--- a/x\n\"\\\x1b\xff.c", "1\n", {{0, 1, "2", 0}}}};
  const std::string Text = writePatch(Patch);
  const std::string Head = Text.substr(0, Text.find("@@"));
  EXPECT_NE(Text.find("\n| diff --git a/x b/x\n| --- a/etc/passwd\n"),
            std::string::npos)
      << Text;
  EXPECT_NE(Head.find("--- \"a/odd\\n--- a/x\\n\\\"\\\\\\033\\377.c\"\t\n"),
            std::string::npos)
      << Head;
  EXPECT_EQ(Head.find_first_of("\x1b\xff"), std::string::npos);
}

TEST(Escaping, CheckText) {
  const std::string Text = writeCheckText(hostileCheck());
  expectPlain(Text);
  EXPECT_EQ(std::count(Text.begin(), Text.end(), '\n'), 6) << Text;
}

TEST(Escaping, CheckJson) {
  const json Report = parsed(writeCheckJson(hostileCheck()));
  const json &Found = Report["findings"][0];
  for (const char *Key : {"file", "message", "source", "fixed", "page"})
    EXPECT_TRUE(isHostile(Found[Key])) << Key;
  EXPECT_TRUE(isHostile(Found["fix"][0]["text"]));
  EXPECT_TRUE(isHostile(Report["unjudged"][0]["why"]));
}

TEST(Escaping, Sarif) {
  const json Run = parsed(writeCheckSarif(hostileCheck()))["runs"][0];
  const json &Found = Run["results"][0];
  EXPECT_TRUE(isHostile(Found["message"]["text"]));
  const std::string Uri =
      Found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
  EXPECT_EQ(Uri.rfind("%22%27%5C%20%0A%3A%3Aerror", 0), 0u) << Uri;
  EXPECT_NE(Uri.find("%FF"), std::string::npos) << Uri;
}

TEST(Escaping, GitLab) {
  const json Report = parsed(writeCheckGitLab(hostileCheck()));
  EXPECT_TRUE(isHostile(Report[0]["description"]));
  EXPECT_TRUE(isHostile(Report[0]["location"]["path"]));
}

TEST(Escaping, Rdjsonl) {
  const std::string Text = writeCheckRdjsonl(hostileCheck());
  EXPECT_EQ(Text.find('\n'), Text.size() - 1); // a line for each finding
  const json Found = parsed(Text);
  EXPECT_TRUE(isHostile(Found["message"]));
  EXPECT_TRUE(isHostile(Found["suggestions"][0]["text"]));
}

TEST(Escaping, GitHub) {
  const std::string Text = writeCheckGitHub(hostileCheck());
  EXPECT_EQ(std::count(Text.begin(), Text.end(), '\n'), 2) << Text;
  EXPECT_EQ(Text.find("\n::error::"), std::string::npos) << Text;
  EXPECT_NE(Text.find("%0A%3A%3Aerror%3A%3Ax%0D"), std::string::npos) << Text;
  EXPECT_NE(Text.find("%250A"), std::string::npos) << Text;
  expectPlain(Text);
}

} // namespace
