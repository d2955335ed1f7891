//===- tests/ArrowsTest.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// Who may include whom, as docs/design.md draws it.
//
//===----------------------------------------------------------------------===//

#include "gtest/gtest.h"

#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>

namespace fs = std::filesystem;

namespace {

const std::map<std::string, std::set<std::string>> MayInclude = {
    {"compdb", {"compdb"}},
    {"cache", {"cache", "engine"}},
    {"flow", {"flow"}},
    {"matchers", {"matchers", "flow"}},
    {"engine", {"engine"}},
    {"migrate", {"migrate", "matchers", "engine"}},
    {"rewrites", {"rewrites", "migrate", "matchers", "engine"}},
    {"reports", {"reports", "engine"}},
    {"series", {"series", "reports", "engine"}},
    {"shard", {"shard", "engine"}},
    {"suggest", {"suggest", "engine"}},
    {"check", {"check", "reports", "engine"}},
    {"unit", {"unit", "engine"}},
    {"verify", {"verify", "check", "reports", "engine"}},
    {"tidy", {"tidy", "unit", "engine"}},
    {"lsp", {"lsp", "unit", "engine"}},
    {"tool",
     {"tool", "cache", "check", "compdb", "engine", "lsp", "reports", "series",
      "shard", "suggest", "verify"}},
};

/// The folder and the file of every quoted include of our own in \p Path.
std::set<std::pair<std::string, std::string>> includesOf(const fs::path &Path) {
  static const std::regex Include(
      R"re(^\s*#\s*include\s+"((cache|check|compdb|engine|flow|lsp|matchers|migrate|rewrites|reports|series|shard|suggest|tidy|tool|unit|verify|tests)/[^"]+)")re");
  std::set<std::pair<std::string, std::string>> Found;
  std::ifstream In(Path);
  std::smatch Match;
  for (std::string Line; std::getline(In, Line);)
    if (std::regex_search(Line, Match, Include))
      Found.emplace(Match[2], Match[1]);
  return Found;
}

TEST(Arrows, PointOneWay) {
  std::size_t Files = 0;
  for (const auto &[Folder, Allowed] : MayInclude)
    for (const auto &Entry : fs::recursive_directory_iterator(
             fs::path(PAGELESS_SOURCE_DIR) / Folder)) {
      if (Entry.path().extension() != ".h" &&
          Entry.path().extension() != ".cpp")
        continue;
      ++Files;
      for (const auto &[To, Header] : includesOf(Entry.path()))
        EXPECT_TRUE(Allowed.count(To))
            << Entry.path() << " must not include " << Header;
    }
  EXPECT_GT(Files, 30u);
}

TEST(Arrows, ReportsSeeOnlyTheResult) {
  for (const auto &Entry :
       fs::directory_iterator(fs::path(PAGELESS_SOURCE_DIR) / "reports"))
    for (const auto &[To, Header] : includesOf(Entry.path()))
      EXPECT_TRUE(To == "reports" || Header == "engine/Result.h" ||
                  Header == "engine/Site.h" ||
                  Header == "engine/Verification.h")
          << Entry.path() << " includes " << Header;
}

TEST(Arrows, SeriesSeesTheResultAndTheDiffs) {
  const std::set<std::string> Seen = {"engine/Result.h", "engine/Site.h",
                                      "engine/Apply.h", "reports/Diff.h",
                                      "reports/Patch.h"};
  for (const auto &Entry :
       fs::directory_iterator(fs::path(PAGELESS_SOURCE_DIR) / "series"))
    for (const auto &[To, Header] : includesOf(Entry.path()))
      EXPECT_TRUE(To == "series" || Seen.count(Header))
          << Entry.path() << " includes " << Header;
}

TEST(Arrows, RulesSeeRuleSiteTextAndUnitFiles) {
  // UnitFiles of PpRecord.h knows what of a precompiled header a unit reads.
  const std::set<std::string> OfEngine = {"engine/Rule.h", "engine/SiteText.h",
                                          "engine/PpRecord.h"};
  for (const auto &Entry :
       fs::directory_iterator(fs::path(PAGELESS_SOURCE_DIR) / "rewrites"))
    for (const auto &[To, Header] : includesOf(Entry.path()))
      EXPECT_TRUE(To != "engine" || OfEngine.count(Header))
          << Entry.path() << " includes " << Header;
}

TEST(Arrows, PlainDataHasNoClangTypes) {
  for (const char *Header :
       {"Site.h", "Slot.h", "Result.h", "LexFile.h", "Scan.h"}) {
    std::ifstream In(fs::path(PAGELESS_SOURCE_DIR) / "engine" / Header);
    const std::string Text((std::istreambuf_iterator<char>(In)), {});
    EXPECT_FALSE(Text.empty());
    EXPECT_EQ(Text.find("clang/"), std::string::npos) << Header;
  }
}

TEST(Arrows, CompileDatabasesNeedNoClang) {
  for (const auto &Entry :
       fs::directory_iterator(fs::path(PAGELESS_SOURCE_DIR) / "compdb")) {
    std::ifstream In(Entry.path());
    const std::string Text((std::istreambuf_iterator<char>(In)), {});
    EXPECT_FALSE(Text.empty());
    EXPECT_EQ(Text.find("#include \"clang/"), std::string::npos)
        << Entry.path();
  }
}

TEST(Arrows, FilesStaySmall) {
  for (const auto &[Folder, Allowed] : MayInclude)
    for (const auto &Entry : fs::recursive_directory_iterator(
             fs::path(PAGELESS_SOURCE_DIR) / Folder)) {
      if (Entry.path().extension() != ".h" &&
          Entry.path().extension() != ".cpp")
        continue;
      std::ifstream In(Entry.path());
      const auto Lines =
          std::count(std::istreambuf_iterator<char>(In), {}, '\n');
      EXPECT_LE(Lines, 400) << Entry.path();
    }
}

} // namespace
