//===- tests/FactsJsonTest.cpp - Facts outlive the process ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FactsJson.h"
#include "engine/UnitStore.h"
#include "tests/support/Snippets.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <atomic>
#include <set>

using namespace pageless;
using namespace pageless::test;
using nlohmann::json;

namespace {

/// No field has the value that it begins with.
UnitFacts fullFacts() {
  UnitFacts F;
  F.report = {
      "a.c", "x86_64", UnitReport::Status::Errors, 3, "a.c:1:2: \"no\"\n",
      "b.c"};
  F.parses = 4;
  PpFacts &Pp = F.preprocessor;
  Pp.entered = {"a.c", "include/a.h"};
  Pp.visible = {{"a.c", 1}, {"a.c", 7}, {"include/a.h", 0}};
  Pp.skipped = {{{"a.c", 20}, 15}};
  Pp.expanded = {{"include/a.h", 8}};
  Pp.calls = {{{"a.c", 7},
               {{"FLUSH", "a.c", true, {5, 12}, {6, 9}, false, true, true}}}};
  Pp.helperMacros = {"bvec_page"};
  Pp.usedInSkippedBody = true;
  Outcome O;
  O.file = "a.c";
  O.offset = 7;
  O.rule = "bvec-page";
  O.verdict = Verdict::Converted;
  O.reason = Reason::UnitErrors;
  O.message = "M\xfcller"; // Latin-1
  O.range = {6, 14};
  O.edits = {{6, 0, "f(", 8}, {14, 2, std::string("\0)", 2), -8}};
  O.stores = true;
  O.helper = "f";
  O.helperDeclared = true;
  O.group = "g";
  O.needs = "n";
  O.reaches = {{"r", "k", "w", "f", "g", "p", true, true}};
  O.macroTrail = {"IN", "OUT"};
  F.outcomes = {O, {}};
  F.unspelled = {{"bvec-page", "a.c", 9, "PASTE", "m"}};
  F.helpers = {{"f", {HelperState::Kind::Function, "int (void)", "a.h"}}};
  F.supportPlaces = {{"struct \xe9", {"a.h", 99}}};
  return F;
}

/// Through text and through CBOR; the facts must survive both.
void expectSame(const UnitFacts &F) {
  const json Document = factsToJson(F);
  for (const json &Read : {json::parse(Document.dump()),
                           json::from_cbor(json::to_cbor(Document))}) {
    llvm::Expected<UnitFacts> Back = factsFromJson(Read);
    ASSERT_TRUE(static_cast<bool>(Back)) << llvm::toString(Back.takeError());
    EXPECT_EQ(*Back, F);
  }
}

TEST(FactsJson, EveryFieldSurvives) {
  expectSame({});
  expectSame(fullFacts());
}

TEST(FactsJson, EveryNameSurvives) {
  UnitFacts F = fullFacts();
  F.outcomes.clear();
  for (int I = 0; I < VerdictCount; ++I) {
    F.outcomes.emplace_back();
    F.outcomes.back().verdict = static_cast<Verdict>(I);
  }
  for (int I = 0; I < ReasonCount; ++I) {
    F.outcomes.emplace_back();
    F.outcomes.back().reason = static_cast<Reason>(I);
  }
  expectSame(F);
  for (int I = 0; I < 3; ++I) {
    F.report.status = static_cast<UnitReport::Status>(I);
    F.helpers["f"].kind = static_cast<HelperState::Kind>(I);
    expectSame(F);
  }
  F.report.status = UnitReport::Status::Stopped;
  expectSame(F);
}

/// The message with which a document is refused.
std::string refused(const json &Document) {
  llvm::Expected<UnitFacts> Back = factsFromJson(Document);
  if (!Back)
    return llvm::toString(Back.takeError());
  return "accepted";
}

/// Every object below \p At, by pointer.
void allObjects(const json &At, const json::json_pointer &Path,
                std::vector<json::json_pointer> &Out) {
  if (At.is_object())
    Out.push_back(Path);
  if (At.is_structured())
    for (const auto &Item : At.items())
      allObjects(Item.value(),
                 At.is_array() ? Path / std::stoul(Item.key())
                               : Path / Item.key(),
                 Out);
}

TEST(FactsJson, NoFieldMayBeMissingOrUnknown) {
  const json Document = factsToJson(fullFacts());
  std::vector<json::json_pointer> Objects;
  allObjects(Document, json::json_pointer(), Objects);
  ASSERT_GT(Objects.size(), 15u);
  for (const json::json_pointer &Path : Objects) {
    for (const auto &Item : Document.at(Path).items()) {
      json Without = Document;
      Without.at(Path).erase(Item.key());
      EXPECT_NE(refused(Without), "accepted") << Path << ' ' << Item.key();
    }
    json More = Document;
    More.at(Path)["more"] = 1;
    EXPECT_NE(refused(More), "accepted") << Path;
  }
}

TEST(FactsJson, SaysWhereAndWhat) {
  const json Good = factsToJson(fullFacts());
  const auto With = [&](const char *Path, json Value) {
    json Bad = Good;
    Bad[json::json_pointer(Path)] = std::move(Value);
    return refused(Bad);
  };
  EXPECT_EQ(refused(json::array()), "facts: no object with a version");
  EXPECT_EQ(With("/version", 999u),
            "facts: of version 999, not " + std::to_string(FactsVersion));
  EXPECT_EQ(With("/version", "1"), "facts.version: no number from 0");
  EXPECT_EQ(With("/outcomes/1/verdict", "fine\n\xff"),
            "facts.outcomes[1].verdict: unknown name \"fine\\n\\ufffd\"");
  EXPECT_EQ(With("/outcomes/0/edits/1/offset", -1),
            "facts.outcomes[0].edits[1].offset: no number from 0");
  EXPECT_EQ(With("/outcomes/0/edits/1/nesting", 0xffffffffffffffffu),
            "facts.outcomes[0].edits[1].nesting: no number, or too large");
  EXPECT_EQ(With("/outcomes/0/message/hex", "4g"),
            "facts.outcomes[0].message.hex: no hexadecimal digits");
  EXPECT_EQ(With("/report/errors", 1ull << 32),
            "facts.report.errors: too large");
  EXPECT_EQ(With("/report/file", 1), "facts.report.file: no text");
  EXPECT_EQ(With("/preprocessor/visible/0/1/2", 1u),
            "facts.preprocessor.visible[0][1][2]: for the second time");
  EXPECT_EQ(With("/preprocessor/calls/0/1/0/1/0/plain", 0),
            "facts.preprocessor.calls[0][1][0][1][0].plain: neither true nor "
            "false");
  EXPECT_EQ(With("/helpers/1", Good["helpers"][0]),
            "facts.helpers[1]: a key for the second time");
}

/// Takes the facts of a run's units through JSON.
class Checks : public UnitStore {
public:
  void begin(const Job &, UnitInputs &) override {}
  std::optional<UnitFacts> find(const PlannedUnit &) override {
    return std::nullopt;
  }
  void keep(const PlannedUnit &, const UnitFacts &Facts,
            const InputRecord &) override {
    expectSame(Facts);
    Outcomes += Facts.outcomes.size();
  }

  std::atomic<std::size_t> Outcomes = 0;
};

class FactsOfSnippets : public testing::TestWithParam<std::string> {};

TEST_P(FactsOfSnippets, Survive) {
  TestTree Tree;
  writeSnippets(Tree, GetParam());
  ConvertOptions Options = Tree.options();
  Options.rules = {GetParam()};
  const auto Checked = std::make_shared<Checks>();
  Options.stores = {Checked};
  Tree.convert(Options);
  EXPECT_GT(Checked->Outcomes, 0u);
}

std::vector<std::string> rulesWithSnippets() {
  std::set<std::string> Names;
  for (const Topic &T : allTopics())
    Names.insert(T.rule);
  return {Names.begin(), Names.end()};
}

INSTANTIATE_TEST_SUITE_P(Rules, FactsOfSnippets,
                         testing::ValuesIn(rulesWithSnippets()),
                         [](const testing::TestParamInfo<std::string> &Info) {
                           std::string Name = Info.param;
                           std::erase(Name, '-');
                           return Name;
                         });

} // namespace
