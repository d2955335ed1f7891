//===- tests/reports/JsonTest.cpp - report.json against its schema --------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Json.h"

#include "gtest/gtest.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validation_results.hpp>
#include <valijson/validator.hpp>

#include <fstream>
#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace {

using namespace pageless;
using nlohmann::json;

const json &schemaText() {
  static const json Text = [] {
    std::ifstream In(PAGELESS_SOURCE_DIR "/reports/schema/report.schema.json");
    return json::parse(In);
  }();
  return Text;
}

/// What the schema has against a report, one line per objection; "" if it
/// accepts it.
std::string objections(const json &Report) {
  valijson::Schema Schema;
  valijson::SchemaParser Parser;
  Parser.populateSchema(valijson::adapters::NlohmannJsonAdapter(schemaText()),
                        Schema);
  valijson::Validator Validator;
  valijson::ValidationResults Results;
  if (Validator.validate(
          Schema, valijson::adapters::NlohmannJsonAdapter(Report), &Results))
    return "";
  std::string Text;
  valijson::ValidationResults::Error Error;
  while (Results.popError(Error)) {
    for (const std::string &Step : Error.context)
      Text += Step;
    Text += ": " + Error.description + "\n";
  }
  return Text.empty() ? "invalid" : Text;
}

Site fullSite() {
  Site S;
  S.id = "0123456789abcdef";
  S.rule = "bio-vec-page";
  S.word = "bv_page";
  S.file = "block/bio.c";
  S.offset = 4711;
  S.line = 12;
  S.column = 7;
  S.endLine = 12;
  S.endColumn = 14;
  S.function = "bio_copy_data";
  S.verdict = Verdict::Disabled;
  S.reason = Reason::ConditionFalse;
  S.message = "no configuration takes the branch";
  S.condition = "defined(CONFIG_HIGHMEM)";
  S.macroTrail = {"INNER", "OUTER"};
  S.configurations = {"x86_64-allmodconfig", "arm64-defconfig"};
  S.before = "bv->bv_page";
  S.after = "bvec_page(bv)";
  return S;
}

Site convertedSite() {
  Site S = fullSite();
  S.verdict = Verdict::Converted;
  S.reason = Reason::None;
  S.function.clear();
  S.condition.clear();
  S.after.clear();
  return S;
}

/// A result in which no field is left as it was made.
Result fullResult() {
  Result R;
  R.toolVersion = "0.1.0";
  R.llvmVersion = "22.1.8";
  R.tree = "4.1.0-rc6";
  R.profile = "v4.1-helpers";
  R.rules = {{"bio-vec-page", "1", "hide bv_page behind helpers", "High"}};
  R.configurations = {{"x86_64-allmodconfig", 12154, 371, 400, 12, "x86_64",
                       "x86_64-linux-gnu"},
                      {"alpha-allmodconfig", 900, 3, 3, 0, "alpha",
                       "x86_64-linux-gnu",
                       "x86_64-linux-gnu stands for alpha: Clang has no alpha"},
                      {"bear", 3, 3}};
  using Status = UnitReport::Status;
  R.units = {{"block/bio.c", "x86_64-allmodconfig", Status::Clean, 0, ""},
             {"block/b.c", "x86_64-allmodconfig", Status::Errors, 2,
              "block/b.c:1:2: unknown type name 'x'"},
             {"block/c.c", "x86_64-allmodconfig", Status::Crashed, 0, ""},
             {"block/d.c", "bear", Status::Errors, 1, "x", "block/b.c"},
             {"block/e.c", "bear", Status::Stopped, 0, "given up"}};
  R.sites = {fullSite(), convertedSite()};
  R.unspelled = {{"bio-vec-page", "fs/a.c", 3, "PASTE", "made by ##"}};
  R.totals.words = 2;
  R.totals.files = 1;
  for (int I = 0; I < VerdictCount; ++I)
    R.totals.verdicts[std::string(toString(static_cast<Verdict>(I)))] = 0;
  R.totals.verdicts["disabled"] = 1;
  R.totals.verdicts["converted"] = 1;
  R.totals.reasons["condition-false"] = 1;
  R.totals.perRule["bio-vec-page"] = {{"disabled", 1}, {"converted", 1}};
  R.totals.perDirectory["block"] = {{"disabled", 1}, {"converted", 1}};
  R.internalErrors = {"two verdicts for one word"};
  return R;
}

TEST(JsonTest, SchemaAcceptsAReport) {
  EXPECT_EQ(objections(json::parse(writeJson(fullResult()))), "");
  EXPECT_EQ(objections(json::parse(writeJson(Result()))), "");
}

TEST(JsonTest, SchemaAcceptsEveryVerdictAndReason) {
  Result R = fullResult();
  for (int I = 0; I < VerdictCount; ++I)
    for (int K = 1; K < ReasonCount; ++K) {
      Site S = fullSite();
      S.verdict = static_cast<Verdict>(I);
      S.reason = static_cast<Reason>(K);
      R.sites.push_back(S);
    }
  EXPECT_EQ(objections(json::parse(writeJson(R))), "");
}

TEST(JsonTest, SchemaRefusesBrokenReports) {
  const json Good = json::parse(writeJson(fullResult()));
  auto refuses = [&](const char *Pointer, json Value) {
    json Bad = Good;
    Bad[json::json_pointer(Pointer)] = std::move(Value);
    EXPECT_NE(objections(Bad), "") << Pointer;
  };
  refuses("/$schema", "urn:pageless:report:2");
  refuses("/extra", 1);
  refuses("/tool/extra", 1);
  refuses("/complete", "yes");
  refuses("/rules/0/confidence", "Certain");
  refuses("/configurations/0/commands", -1);
  refuses("/units/0/status", "fine");
  refuses("/units/0/file", "/abs/olute.c");
  refuses("/totals/words", 1.5);
  refuses("/totals/verdicts/lost", 1);
  refuses("/totals/reasons/no-such-reason", 1);
  refuses("/totals/rules/bio-vec-page/lost", 1);
  refuses("/totals/directories/block/manual", "1");
  refuses("/sites/0/extra", 1);
  refuses("/sites/0/id", "0123");
  refuses("/sites/0/line", 0);
  refuses("/sites/0/verdict", "maybe");
  refuses("/sites/0/reason", "no-such-reason");
  refuses("/sites/0/reason", "");
  refuses("/sites/0/after", "");
  refuses("/sites/0/macroTrail/0", 1);
  refuses("/unspelled/0/macro", "");
}

TEST(JsonTest, SchemaMissesEveryKey) {
  const json Good = json::parse(writeJson(fullResult()));
  for (const char *Object :
       {"", "/tool", "/rules/0", "/configurations/0", "/units/0", "/totals",
        "/totals/verdicts", "/sites/0", "/unspelled/0"}) {
    const json::json_pointer Pointer(Object);
    for (const auto &[Key, Value] : Good.at(Pointer).items()) {
      if (Key == "condition")
        continue;
      json Bad = Good;
      Bad.at(Pointer).erase(Key);
      EXPECT_NE(objections(Bad), "") << Object << "/" << Key;
    }
  }
}

TEST(JsonTest, ManualSitesHaveAReason) {
  json Report = json::parse(writeJson(fullResult()));
  Report["sites"][1]["verdict"] = "manual";
  ASSERT_TRUE(Report["sites"][1]["reason"].is_null());
  EXPECT_NE(objections(Report), "");
  Report["sites"][1]["reason"] = "address-taken";
  EXPECT_EQ(objections(Report), "");
}

/// The strings of an array of the schema.
std::set<std::string> namesIn(const char *Pointer) {
  return schemaText().at(json::json_pointer(Pointer));
}

TEST(JsonTest, SchemaNamesAreThoseOfTheEnums) {
  std::set<std::string> Verdicts, Reasons;
  for (int I = 0; I < VerdictCount; ++I)
    Verdicts.emplace(toString(static_cast<Verdict>(I)));
  for (int I = 1; I < ReasonCount; ++I)
    Reasons.emplace(toString(static_cast<Reason>(I)));
  EXPECT_EQ(Verdicts.size(), static_cast<std::size_t>(VerdictCount));
  EXPECT_EQ(Reasons.size(), static_cast<std::size_t>(ReasonCount - 1));
  EXPECT_EQ(namesIn("/definitions/verdict/enum"), Verdicts);
  EXPECT_EQ(namesIn("/definitions/reason/enum"), Reasons);
  EXPECT_EQ(namesIn("/definitions/totals/properties/verdicts/required"),
            Verdicts);
}

TEST(JsonTest, EveryReasonIsASentence) {
  EXPECT_EQ(toString(Reason::None), "");
  EXPECT_EQ(describe(Reason::None), "");
  for (int I = 1; I < ReasonCount; ++I) {
    std::string_view Text = describe(static_cast<Reason>(I));
    EXPECT_GT(Text.size(), 20u) << Text;
    EXPECT_EQ(Text.back(), '.') << Text;
  }
}

/// Adds to \p Missing the path of every schema below a "properties" without a
/// description.
void collectUndescribed(const json &Node, const std::string &Path,
                        std::set<std::string> &Missing) {
  if (!Node.is_structured())
    return;
  for (const auto &[Key, Value] : Node.items()) {
    std::string Here = Path + "/" + Key;
    if (Key == "properties" && Path.find("/if") == Path.npos &&
        Path.find("/then") == Path.npos)
      for (const auto &[Name, Property] : Value.items()) {
        const json *Target = &Property;
        if (!Property.contains("description") && Property.contains("$ref"))
          Target = &schemaText().at(json::json_pointer(
              Property["$ref"].get<std::string>().substr(1)));
        if (!Target->contains("description"))
          Missing.insert(Here + "/" + Name);
      }
    collectUndescribed(Value, Here, Missing);
  }
}

TEST(JsonTest, SchemaDescribesEveryKey) {
  std::set<std::string> Missing;
  collectUndescribed(schemaText(), "", Missing);
  EXPECT_EQ(Missing, std::set<std::string>());
  for (const auto &[Name, Definition] : schemaText()["definitions"].items())
    EXPECT_TRUE(Definition.contains("description")) << Name;
}

TEST(JsonTest, ValuesAreThoseOfTheResult) {
  json Report = json::parse(writeJson(fullResult()));
  const json &Full = Report["sites"][0], &Converted = Report["sites"][1];
  EXPECT_EQ(Full["line"], 12);
  EXPECT_EQ(Full["endColumn"], 14);
  EXPECT_EQ(Full["verdict"], "disabled");
  EXPECT_EQ(Full["reason"], "condition-false");
  EXPECT_EQ(Full["condition"], "defined(CONFIG_HIGHMEM)");
  EXPECT_EQ(Full["macroTrail"], json({"INNER", "OUTER"}));
  EXPECT_EQ(Full["after"], "bvec_page(bv)");
  EXPECT_TRUE(Converted["reason"].is_null());
  EXPECT_TRUE(Converted["function"].is_null());
  EXPECT_TRUE(Converted["after"].is_null());
  EXPECT_FALSE(Converted.contains("condition"));
  EXPECT_EQ(Report["units"][1]["status"], "errors");
  EXPECT_EQ(Report["units"][1]["errors"], 2);
  EXPECT_EQ(Report["totals"]["verdicts"]["manual"], 0);
  EXPECT_EQ(Report["totals"]["directories"]["block"],
            json({{"converted", 1}, {"disabled", 1}}));
}

TEST(JsonTest, LayoutIsStable) {
  std::string Text = writeJson(fullResult());
  EXPECT_EQ(Text, writeJson(fullResult()));
  EXPECT_EQ(Text.substr(0, Text.find("\"version\"")),
            "{\n  \"$schema\": \"urn:pageless:report:1\",\n  \"tool\": {\n"
            "    \"name\": \"pageless\",\n    ");
  EXPECT_EQ(Text.substr(Text.size() - 4), "]\n}\n");
  EXPECT_LT(Text.find("\"converted\": 1"), Text.find("\"manual\": 0"));
}

TEST(JsonTest, BytesThatAreNotUtf8AreReplaced) {
  Result R = fullResult();
  R.sites[0].before = "/* caf\xe9 */";
  R.sites[0].file = "caf\xe9.c";
  R.totals.perDirectory["caf\xe9"] = {{"manual", 1}};
  json Report = json::parse(writeJson(R));
  EXPECT_EQ(Report["sites"][0]["before"], "/* caf\xef\xbf\xbd */");
  EXPECT_EQ(objections(Report), "");
}

TEST(JsonTest, CompleteUnlessAWordWasNotSeen) {
  auto isComplete = [](const Result &R) {
    return json::parse(writeJson(R))["complete"].get<bool>();
  };
  Result Seen = fullResult();
  Seen.internalErrors.clear();
  Seen.totals.verdicts["disabled"] = 0;
  Seen.totals.verdicts["manual"] = 3;
  Seen.totals.verdicts["conflict"] = 1;
  EXPECT_TRUE(isComplete(Seen));
  Result Guessed = Seen;
  Guessed.sites[1].inferredFrom = "block/other.c";
  EXPECT_TRUE(isComplete(Guessed)); // converted, as was asked for
  Guessed.sites[1].verdict = Verdict::Manual;
  EXPECT_FALSE(isComplete(Guessed));
  EXPECT_EQ(json::parse(writeJson(Guessed))["sites"][1]["inferredFrom"],
            "block/other.c");
  for (const char *Name : {"disabled", "no-compile-command", "parse-failed"}) {
    Result R = Seen;
    R.totals.verdicts[Name] = 1;
    EXPECT_FALSE(isComplete(R)) << Name;
  }
  Seen.internalErrors = {"wrong"};
  EXPECT_FALSE(isComplete(Seen));
}

} // namespace
