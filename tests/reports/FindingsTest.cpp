//===- tests/reports/FindingsTest.cpp - Formats against schemas -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Findings.h"

#include "gtest/gtest.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <sstream>
#include <string>

namespace {

using namespace pageless;
using nlohmann::json;

/// What a schema of the repository has against a document; "" if nothing.
std::string objections(const std::string &SchemaPath, const json &Document) {
  std::ifstream In(PAGELESS_SOURCE_DIR "/" + SchemaPath);
  const json Text = json::parse(In);
  // The schema of SARIF is of draft 4.
  const auto Version =
      Text["$schema"].get<std::string>().find("draft-04") != std::string::npos
          ? valijson::SchemaParser::kDraft4
          : valijson::SchemaParser::kDraft7;
  valijson::Schema Schema;
  valijson::SchemaParser Parser(Version);
  Parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(Text), Schema);
  valijson::Validator Validator;
  valijson::ValidationResults Results;
  if (Validator.validate(
          Schema, valijson::adapters::NlohmannJsonAdapter(Document), &Results))
    return "";
  std::string Said = "invalid\n";
  valijson::ValidationResults::Error Error;
  while (Results.popError(Error)) {
    for (const std::string &Step : Error.context)
      Said += Step;
    Said += ": " + Error.description + "\n";
  }
  return Said;
}

Finding finding(bool HasFix) {
  Finding F;
  F.site.rule = "bvec-page";
  F.site.word = "bv_page";
  F.site.file = "block/a b.c";
  F.site.function = HasFix ? "f" : "";
  F.site.verdict = HasFix ? Verdict::Converted : Verdict::Manual;
  F.site.reason = HasFix ? Reason::None : Reason::AddressTaken;
  F.begin = {3, 14, 12};
  F.end = {3, 21, 19};
  F.message = "use 'x(v)' in place of 'v->bv_page', 100%\nreally";
  F.sourceLine = "\tp = v->bv_page;\x1b[1m";
  if (HasFix) {
    F.fixedLine = "\tp = x(v);";
    F.fix = {{F.site.file, {3, 6, 6}, {3, 16, 14}, "x(v)"}};
  }
  F.page = "https://example.org/bvec-page.md";
  F.content = "0123456789abcdef";
  F.fingerprint = HasFix ? "fedcba9876543210" : "0000000000000001";
  return F;
}

CheckReport report() {
  CheckReport R;
  R.toolVersion = "0.1.0";
  R.llvmVersion = "22.1.8";
  R.tree = "6.12.0";
  R.profile = "accessor";
  R.rules = {{{"bvec-page", "1", "hide it", "High", "It hides it.\n"},
              "https://example.org/bvec-page.md"}};
  R.files = 3;
  R.added = 5;
  R.moved = 1;
  R.accepted = 1;
  R.findings = {finding(true), finding(false)};
  R.unjudged = {{"block/h.h", 7, "nobody includes it"},
                {"block/x.c", 0, "the tree has no such file"}};
  R.missingHelpers = {"block: add helpers"};
  return R;
}

TEST(Findings, JsonIsAsItsSchemaSays) {
  const char *Schema = "reports/schema/check.schema.json";
  const json Full = json::parse(writeCheckJson(report()));
  EXPECT_EQ(objections(Schema, Full), "");
  EXPECT_EQ(objections(Schema, json::parse(writeCheckJson(CheckReport()))), "");
  for (const char *Object :
       {"", "/tool", "/rules/0", "/totals", "/findings/0", "/findings/0/range",
        "/findings/0/fix/0", "/unjudged/0"}) {
    const json::json_pointer Pointer(Object);
    for (const auto &[Key, Value] : Full.at(Pointer).items()) {
      json Bad = Full;
      Bad.at(Pointer).erase(Key);
      EXPECT_NE(objections(Schema, Bad), "") << Object << "/" << Key;
    }
    json Bad = Full;
    Bad.at(Pointer)["extra"] = 1;
    EXPECT_NE(objections(Schema, Bad), "") << Object;
  }
}

TEST(Findings, SarifIsAsTheStandardSays) {
  const char *Schema = "tests/schemas/sarif-2.1.0-rtm.5.json";
  json Full = json::parse(writeCheckSarif(report()));
  EXPECT_EQ(objections(Schema, Full), "");
  EXPECT_EQ(objections(Schema, json::parse(writeCheckSarif(CheckReport()))),
            "");
  const json &Run = Full["runs"][0];
  EXPECT_EQ(Run["results"][0]["ruleIndex"], 0);
  const json &Place = Run["results"][0]["locations"][0]["physicalLocation"];
  EXPECT_EQ(Place["artifactLocation"]["uri"], "block/a%20b.c");
  EXPECT_EQ(Place["region"]["startColumn"], 12); // in characters
  EXPECT_EQ(Run["results"][0]["fixes"][0]["artifactChanges"][0]["replacements"]
               [0]["insertedContent"]["text"],
            "x(v)");
  EXPECT_FALSE(Run["results"][1].contains("fixes"));
  EXPECT_EQ(Run["invocations"][0]["executionSuccessful"], false);
  Full["runs"][0]["results"][0]["level"] = "bad";
  EXPECT_NE(objections(Schema, Full), "");
}

TEST(Findings, GitLabGetsACodeQualityReport) {
  const char *Schema = "tests/schemas/gitlab-codequality.schema.json";
  const json Full = json::parse(writeCheckGitLab(report()));
  EXPECT_EQ(objections(Schema, Full), "");
  EXPECT_EQ(writeCheckGitLab(CheckReport()), "[]\n");
  EXPECT_EQ(Full.size(), 2u);
  EXPECT_NE(Full[0]["fingerprint"], Full[1]["fingerprint"]);
  EXPECT_EQ(Full[0]["location"]["lines"]["begin"], 3);
}

TEST(Findings, ReviewdogGetsALineEach) {
  std::istringstream Lines(writeCheckRdjsonl(report()));
  std::size_t Count = 0;
  for (std::string Line; std::getline(Lines, Line); ++Count) {
    const json One = json::parse(Line);
    EXPECT_EQ(objections("tests/schemas/rdjson-diagnostic.schema.json", One),
              "");
    EXPECT_EQ(One.contains("suggestions"), Count == 0);
    EXPECT_EQ(One["location"]["range"]["start"]["column"], 14); // in bytes
  }
  EXPECT_EQ(Count, 2u);
}

TEST(Findings, SuggestionsAreWholeFixes) {
  // Several suggestions of one line are alternatives to a reader.
  CheckReport R = report();
  R.findings[0].fix.push_back(R.findings[0].fix[0]);
  EXPECT_EQ(writeCheckRdjsonl(R).find("suggestions"), std::string::npos);
}

TEST(Findings, GitHubGetsEscapedCommands) {
  const std::string Text = writeCheckGitHub(report());
  EXPECT_EQ(Text.substr(0, Text.find('\n')),
            "::warning file=block/a b.c,line=3,col=14,endLine=3,endColumn=21,"
            "title=pageless bvec-page::use 'x(v)' in place of 'v->bv_page', "
            "100%25%0Areally%0A\tp = x(v);%0Ahttps://example.org/bvec-page.md");
  EXPECT_NE(Text.find("::error file=block/h.h,line=7,"), std::string::npos);
  EXPECT_NE(Text.find("::error file=block/x.c,line=1,"), std::string::npos);
}

TEST(Findings, TextHasNoControlCharacters) {
  const std::string Text = writeCheckText(report());
  EXPECT_EQ(Text.find('\x1b'), std::string::npos);
  EXPECT_NE(Text.find("block/a b.c:3:14: warning: use 'x(v)'"),
            std::string::npos);
  EXPECT_NE(Text.find("\n+\tp = x(v);\n"), std::string::npos);
  EXPECT_NE(Text.find("block/x.c: not judged: the tree has no such file\n"),
            std::string::npos);
  EXPECT_NE(
      Text.find("2 findings in 1 file, 1 with a fix; the diff touches 3 "
                "files and adds 5 words, 1 of them only moved; 1 accepted "
                "by the baseline; 2 not judged\n"),
      std::string::npos);
}

TEST(Findings, BytesThatAreNotUtf8AreReplaced) {
  CheckReport R = report();
  R.findings[0].sourceLine = "caf\xe9";
  R.findings[0].site.file = "caf\xe9.c";
  for (const CheckFormat Format :
       {CheckFormat::Json, CheckFormat::Sarif, CheckFormat::GitLab})
    EXPECT_FALSE(
        json::parse(writeCheck(R, Format), nullptr, false).is_discarded());
}

} // namespace
