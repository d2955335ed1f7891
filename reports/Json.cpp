//===- reports/Json.cpp - report.json, for other programs -----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Json.h"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

namespace pageless {
namespace {

using Json = nlohmann::ordered_json;

/// A text, or null if there is none.
Json orNull(std::string_view Text) {
  return Text.empty() ? Json(nullptr) : Json(Text);
}

/// A list by a function that renders one of its elements; [] if it is empty.
template <typename T, typename Render>
Json listOf(const std::vector<T> &Items, Render RenderOne) {
  Json List = Json::array();
  for (const T &Item : Items)
    List.push_back(RenderOne(Item));
  return List;
}

std::size_t countOf(const VerdictCounts &Counts, Verdict V) {
  auto Found = Counts.find(std::string(toString(V)));
  return Found == Counts.end() ? 0 : Found->second;
}

/// The counts of all verdicts, in the order of the enum.
Json allVerdicts(const VerdictCounts &Counts) {
  Json Object = Json::object();
  for (int I = 0; I < VerdictCount; ++I) {
    auto V = static_cast<Verdict>(I);
    Object[std::string(toString(V))] = countOf(Counts, V);
  }
  return Object;
}

/// The counts of each key of a map, without the verdicts that do not occur.
Json countsByKey(const std::map<std::string, VerdictCounts> &Map) {
  Json Object = Json::object();
  for (const auto &[Key, Counts] : Map) {
    Json Inner = Json::object();
    for (int I = 0; I < VerdictCount; ++I) {
      auto V = static_cast<Verdict>(I);
      if (std::size_t const Count = countOf(Counts, V))
        Inner[std::string(toString(V))] = Count;
    }
    Object[Key] = std::move(Inner);
  }
  return Object;
}

Json totalsJson(const Totals &T) {
  Json Reasons = Json::object();
  for (const auto &[Name, Count] : T.reasons)
    Reasons[Name] = Count;
  return Json{{"words", T.words},
              {"files", T.files},
              {"verdicts", allVerdicts(T.verdicts)},
              {"reasons", std::move(Reasons)},
              {"rules", countsByKey(T.perRule)},
              {"directories", countsByKey(T.perDirectory)}};
}

Json ruleJson(const RuleInfo &Rule) {
  return Json{{"id", Rule.id},
              {"version", Rule.version},
              {"summary", Rule.summary},
              {"confidence", Rule.confidence},
              {"page", orNull(Rule.page)}};
}

Json configurationJson(const Configuration &C) {
  return Json{{"name", C.name},
              {"commands", C.commands},
              {"unitsParsed", C.unitsParsed},
              {"parses", C.parses},
              {"unitsSaved", C.unitsSaved},
              {"architecture", orNull(C.architecture)},
              {"target", orNull(C.target)},
              {"standIn", orNull(C.standIn)}};
}

const char *statusName(UnitReport::Status Status) {
  switch (Status) {
  case UnitReport::Status::Clean:
    return "clean";
  case UnitReport::Status::Errors:
    return "errors";
  case UnitReport::Status::Crashed:
    return "crashed";
  case UnitReport::Status::Stopped:
    return "stopped";
  }
  return "crashed";
}

Json unitJson(const UnitReport &Unit) {
  return Json{{"file", Unit.file},
              {"configuration", Unit.configuration},
              {"status", statusName(Unit.status)},
              {"errors", Unit.errors},
              {"firstError", orNull(Unit.firstError)},
              {"inferredFrom", orNull(Unit.inferredFrom)}};
}

Json siteJson(const Site &S) {
  Json Object{{"id", S.id},
              {"rule", S.rule},
              {"word", S.word},
              {"file", S.file},
              {"line", S.line},
              {"column", S.column},
              {"endLine", S.endLine},
              {"endColumn", S.endColumn},
              {"function", orNull(S.function)},
              {"verdict", toString(S.verdict)},
              {"reason", orNull(toString(S.reason))},
              {"message", S.message}};
  if (!S.condition.empty())
    Object["condition"] = S.condition;
  if (!S.inferredFrom.empty())
    Object["inferredFrom"] = S.inferredFrom;
  Object["macroTrail"] = S.macroTrail;
  Object["configurations"] = S.configurations;
  if (!S.shownBy.empty())
    Object["shownBy"] = S.shownBy;
  Object["before"] = S.before;
  Object["after"] = orNull(S.after);
  return Object;
}

Json unspelledJson(const UnspelledUse &Use) {
  return Json{{"rule", Use.rule},
              {"file", Use.file},
              {"line", Use.line},
              {"macro", Use.macro},
              {"message", Use.message}};
}

} // namespace

std::string writeJson(const Result &R) {
  Json Tool{{"name", "pageless"},
            {"version", R.toolVersion},
            {"llvm", R.llvmVersion}};
  Json const Report{
      {"$schema", ReportSchemaId},
      {"tool", std::move(Tool)},
      {"tree", R.tree},
      {"profile", R.profile},
      {"rules", listOf(R.rules, ruleJson)},
      {"configurations", listOf(R.configurations, configurationJson)},
      {"paths", R.paths},
      {"units", listOf(R.units, unitJson)},
      {"totals", totalsJson(R.totals)},
      {"complete", R.isComplete()},
      {"internalErrors", R.internalErrors},
      {"sites", listOf(R.sites, siteJson)},
      {"unspelled", listOf(R.unspelled, unspelledJson)}};
  return Report.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace pageless
