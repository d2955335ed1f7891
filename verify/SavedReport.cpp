//===- verify/SavedReport.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/SavedReport.h"

#include "engine/OneLine.h"

#include "llvm/ADT/STLExtras.h"

#include <nlohmann/json.hpp>

#include <limits>
#include <optional>
#include <stdexcept>
#include <tuple>

using namespace pageless;
using nlohmann::json;

namespace {

Verdict verdictNamed(const std::string &Name) {
  for (int I = 0; I < VerdictCount; ++I)
    if (toString(static_cast<Verdict>(I)) == Name)
      return static_cast<Verdict>(I);
  throw std::runtime_error("no verdict is called '" + Name + "'");
}

/// The member \p Name, a line or a column. The library would take a fraction,
/// or what does not fit.
unsigned placeIn(const json &Object, const char *Name) {
  const json &Value = Object.at(Name);
  if (!Value.is_number_unsigned() ||
      Value.get<std::uint64_t>() > std::numeric_limits<unsigned>::max())
    throw std::runtime_error(std::string("a \"") + Name + "\" is no place");
  return Value.get<unsigned>();
}

Site siteOf(const json &Object) {
  Site S;
  S.rule = Object.at("rule").get<std::string>();
  S.word = Object.at("word").get<std::string>();
  S.file = Object.at("file").get<std::string>();
  S.line = placeIn(Object, "line");
  S.column = placeIn(Object, "column");
  S.verdict = verdictNamed(Object.at("verdict").get<std::string>());
  if (const auto It = Object.find("shownBy"); It != Object.end())
    S.shownBy = It->get<std::map<std::string, std::string>>();
  if (S.word.empty() || S.line == 0 || S.column == 0)
    throw std::runtime_error("a site has no place");
  return S;
}

/// What an earlier verification wrote. Only names that one could have chosen.
std::vector<std::string> leftFiles(const json &Verification) {
  std::vector<std::string> Files;
  for (const json &Unit : Verification.at("perUnit")) {
    const json &File = Unit.at("sideBySide");
    const std::string Text = File.is_string() ? File.get<std::string>() : "";
    const llvm::StringRef Name = Text;
    if (Name.starts_with("verify/") && Name.ends_with(".txt") &&
        Name.count('/') == 1)
      Files.push_back(Name.str());
  }
  return Files;
}

SavedReport reportOf(const json &Report) {
  SavedReport Saved;
  for (const json &Rule : Report.at("rules"))
    Saved.rules.push_back(Rule.at("id").get<std::string>());
  for (const json &One : Report.at("configurations"))
    Saved.configurations.push_back(One.at("name").get<std::string>());
  Saved.paths = Report.at("paths").get<std::vector<std::string>>();
  for (const json &One : Report.at("sites"))
    Saved.sites.push_back(siteOf(One));
  for (const json &One : Report.at("unspelled")) {
    UnspelledUse Use;
    Use.file = One.at("file").get<std::string>();
    Use.line = placeIn(One, "line");
    Saved.unspelled.push_back(std::move(Use));
  }
  if (const auto It = Report.find("verification"); It != Report.end())
    Saved.sideBySides = leftFiles(*It);
  llvm::sort(Saved.sites, [](const Site &A, const Site &B) {
    return std::tie(A.file, A.line, A.column) <
           std::tie(B.file, B.line, B.column);
  });
  return Saved;
}

} // namespace

llvm::Expected<SavedReport> pageless::readReport(llvm::StringRef Text) {
  std::string Wrong;
  try {
    const json Report = json::parse(Text.begin(), Text.end());
    if (Report.value("$schema", "") == ReportSchemaId)
      return reportOf(Report);
    Wrong = "its \"$schema\" is not " + std::string(ReportSchemaId);
  } catch (const std::exception &E) {
    Wrong = E.what();
  }
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 oneLine(Wrong));
}
