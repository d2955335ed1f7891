//===- reports/CheckJson.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Findings.h"

#include <nlohmann/json.hpp>

#include <map>

namespace pageless {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json &Value, int Indent) {
  return Value.dump(Indent, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json orNull(std::string_view Text) {
  return Text.empty() ? Json(nullptr) : Json(Text);
}

Json byteSpot(const Spot &S) {
  return Json{{"line", S.line}, {"column", S.column}};
}

Json byteRange(const Spot &Begin, const Spot &End) {
  return Json{{"start", byteSpot(Begin)}, {"end", byteSpot(End)}};
}

Json findingJson(const Finding &F) {
  Json Fix = Json::array();
  for (const Replacement &One : F.fix)
    Fix.push_back({{"file", One.file},
                   {"range", byteRange(One.begin, One.end)},
                   {"text", One.text}});
  return Json{{"fingerprint", F.fingerprint},
              {"content", F.content},
              {"rule", F.site.rule},
              {"page", F.page},
              {"word", F.site.word},
              {"file", F.site.file},
              {"range", byteRange(F.begin, F.end)},
              {"function", orNull(F.site.function)},
              {"verdict", toString(F.site.verdict)},
              {"reason", orNull(toString(F.site.reason))},
              {"message", F.message},
              {"source", F.sourceLine},
              {"fixed", orNull(F.fixedLine)},
              {"fix", std::move(Fix)}};
}

/// A path as a URI reference: what is not plain is escaped.
std::string uriOf(std::string_view Path) {
  constexpr std::string_view Plain = "abcdefghijklmnopqrstuvwxyz"
                                     "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                     "0123456789/._-~";
  constexpr std::string_view Digits = "0123456789ABCDEF";
  std::string Uri;
  for (const char Byte : Path) {
    const auto Value = static_cast<unsigned char>(Byte);
    if (Plain.find(Byte) != Plain.npos)
      Uri += Byte;
    else
      Uri += {'%', Digits[Value >> 4], Digits[Value & 15]};
  }
  return Uri;
}

Json artifact(const std::string &File) {
  return Json{{"uri", uriOf(File)}, {"uriBaseId", "SRCROOT"}};
}

Json region(const Spot &Begin, const Spot &End) {
  return Json{{"startLine", Begin.line},
              {"startColumn", Begin.character},
              {"endLine", End.line},
              {"endColumn", End.character}};
}

Json sarifLocation(const std::string &File, const Json &Region) {
  Json Place{{"artifactLocation", artifact(File)}};
  if (!Region.is_null())
    Place["region"] = Region;
  return Json{{"physicalLocation", std::move(Place)}};
}

Json sarifFix(const Finding &F) {
  std::map<std::string, Json> ByFile;
  for (const Replacement &One : F.fix) {
    Json &List = ByFile[One.file];
    List.push_back({{"deletedRegion", region(One.begin, One.end)},
                    {"insertedContent", {{"text", One.text}}}});
  }
  Json Changes = Json::array();
  for (auto &[File, List] : ByFile)
    Changes.push_back(
        {{"artifactLocation", artifact(File)}, {"replacements", List}});
  return Json{{"description", {{"text", F.message}}},
              {"artifactChanges", std::move(Changes)}};
}

Json sarifResult(const Finding &F, std::size_t RuleIndex) {
  Json Result{
      {"ruleId", F.site.rule},
      {"ruleIndex", RuleIndex},
      {"level", "warning"},
      {"message", {{"text", F.message}}},
      {"locations",
       Json::array({sarifLocation(F.site.file, region(F.begin, F.end))})},
      {"partialFingerprints",
       {{"pagelessContent/v1", F.content}, {"pagelessUse/v1", F.fingerprint}}}};
  if (!F.fix.empty())
    Result["fixes"] = Json::array({sarifFix(F)});
  return Result;
}

Json sarifRule(const CheckReport::RulePage &Rule) {
  return Json{{"id", Rule.rule.id},
              {"shortDescription", {{"text", Rule.rule.summary}}},
              {"fullDescription", {{"text", Rule.rule.explain}}},
              {"helpUri", Rule.page},
              {"properties", {{"confidence", Rule.rule.confidence}}}};
}

Json sarifNotification(const Unjudged &U) {
  const Json Region = U.line ? Json{{"startLine", U.line}} : Json(nullptr);
  return Json{{"level", "error"},
              {"message", {{"text", "not judged: " + U.why}}},
              {"locations", Json::array({sarifLocation(U.file, Region)})}};
}

} // namespace

std::string writeCheckJson(const CheckReport &R) {
  Json Findings = Json::array(), Unjudged = Json::array(),
       Rules = Json::array();
  for (const CheckReport::RulePage &Rule : R.rules)
    Rules.push_back({{"id", Rule.rule.id},
                     {"version", Rule.rule.version},
                     {"summary", Rule.rule.summary},
                     {"page", Rule.page}});
  for (const Finding &F : R.findings)
    Findings.push_back(findingJson(F));
  for (const struct Unjudged &U : R.unjudged)
    Unjudged.push_back({{"file", U.file},
                        {"line", U.line ? Json(U.line) : Json(nullptr)},
                        {"why", U.why}});
  return dumped({{"$schema", "urn:pageless:check:1"},
                 {"tool",
                  {{"name", "pageless"},
                   {"version", R.toolVersion},
                   {"llvm", R.llvmVersion}}},
                 {"tree", R.tree},
                 {"profile", R.profile},
                 {"rules", std::move(Rules)},
                 {"totals",
                  {{"files", R.files},
                   {"added", R.added},
                   {"moved", R.moved},
                   {"accepted", R.accepted}}},
                 {"complete", R.unjudged.empty()},
                 {"findings", std::move(Findings)},
                 {"unjudged", std::move(Unjudged)},
                 {"missingHelpers", R.missingHelpers}},
                2);
}

std::string writeCheckSarif(const CheckReport &R) {
  Json Rules = Json::array(), Results = Json::array(),
       Notifications = Json::array();
  std::map<std::string, std::size_t> Index;
  for (const CheckReport::RulePage &Rule : R.rules) {
    Index.emplace(Rule.rule.id, Rules.size());
    Rules.push_back(sarifRule(Rule));
  }
  for (const Finding &F : R.findings)
    Results.push_back(sarifResult(F, Index.at(F.site.rule)));
  for (const Unjudged &U : R.unjudged)
    Notifications.push_back(sarifNotification(U));
  const Json Driver{{"name", "pageless"},
                    {"semanticVersion", R.toolVersion},
                    {"informationUri", "https://github.com/pageless/pageless"},
                    {"rules", std::move(Rules)}};
  const Json Run{
      {"tool", {{"driver", Driver}}},
      {"columnKind", "unicodeCodePoints"},
      {"invocations",
       Json::array({{{"executionSuccessful", R.unjudged.empty()},
                     {"toolExecutionNotifications", Notifications}}})},
      {"results", std::move(Results)}};
  return dumped({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                 {"version", "2.1.0"},
                 {"runs", Json::array({Run})}},
                2);
}

std::string writeCheckGitLab(const CheckReport &R) {
  Json List = Json::array();
  for (const Finding &F : R.findings)
    List.push_back(
        {{"description", F.message},
         {"check_name", "pageless-" + F.site.rule},
         {"fingerprint", F.fingerprint},
         {"severity", F.fix.empty() ? "minor" : "major"},
         {"location",
          {{"path", F.site.file},
           {"lines", {{"begin", F.begin.line}, {"end", F.end.line}}}}}});
  return dumped(List, 2);
}

std::string writeCheckRdjsonl(const CheckReport &R) {
  std::string Out;
  for (const Finding &F : R.findings) {
    Json Line{{"message", F.message},
              {"location",
               {{"path", F.site.file}, {"range", byteRange(F.begin, F.end)}}},
              {"severity", "WARNING"},
              {"source",
               {{"name", "pageless"},
                {"url", "https://github.com/pageless/pageless"}}},
              {"code", {{"value", F.site.rule}, {"url", F.page}}}};
    // Several suggestions would be alternatives to one another.
    if (F.fix.size() == 1 && F.fix.front().file == F.site.file)
      Line["suggestions"] =
          Json::array({{{"range", byteRange(F.fix[0].begin, F.fix[0].end)},
                        {"text", F.fix[0].text}}});
    Out += dumped(Line, -1);
  }
  return Out;
}

} // namespace pageless
