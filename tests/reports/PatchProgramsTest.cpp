//===- tests/reports/PatchProgramsTest.cpp - Patches against git and patch ===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The real programs judge: random edits are written as patches, applied with
// `git apply` and `patch`, and the bytes compared; and where only one smallest
// diff exists, the text is compared with that of `git diff`.
//
//===----------------------------------------------------------------------===//
#include "engine/Apply.h"
#include "reports/Patch.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using namespace pageless;
namespace fs = std::filesystem;

TextEdit edit(std::size_t Offset, std::size_t Length, std::string Text) {
  return {Offset, Length, std::move(Text), 0};
}

/// A folder of its own that vanishes with its object.
class Scratch {
public:
  Scratch() {
    llvm::SmallString<128> Made;
    if (llvm::sys::fs::createUniqueDirectory("pageless-patch", Made))
      ADD_FAILURE() << "no temporary directory";
    Root = std::string(Made);
  }
  ~Scratch() {
    std::error_code Ignored;
    fs::remove_all(Root, Ignored);
  }
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;

  void write(const std::string &Path, std::string_view Text) const {
    fs::create_directories((Root / Path).parent_path());
    std::ofstream(Root / Path, std::ios::binary) << Text;
  }

  /// The content of a file; a text that no test writes if there is none.
  std::string read(const std::string &Path) const {
    std::ifstream In(Root / Path, std::ios::binary);
    if (!In)
      return "<no file " + Path + ">";
    return {std::istreambuf_iterator<char>(In), {}};
  }

  /// Runs a command in the folder, without the user's settings for git; its
  /// output goes to the file "log". Returns whether it ended with 0.
  bool run(const std::string &Folder, const std::string &Command) const {
    std::string Quoted = "'" + Root.string() + "'";
    return std::system(("cd " + Quoted + "/" + Folder +
                        " && LC_ALL=C HOME=/nonexistent XDG_CONFIG_HOME= "
                        "GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null "
                        "GIT_CEILING_DIRECTORIES=" +
                        Quoted + " " + Command + " >" + Quoted + "/log 2>&1")
                           .c_str()) == 0;
  }

private:
  fs::path Root;
};

/// Applies a patch with both programs and compares every byte.
void expectApplies(const PatchSet &Patch) {
  Scratch Dir;
  std::string Text = writePatch(Patch);
  Dir.write("the.patch", Text);
  for (const FileChange &File : Patch.files) {
    Dir.write("git/" + File.path, File.before);
    Dir.write("gnu/" + File.path, File.before);
  }
  EXPECT_TRUE(Dir.run("git", "git apply -v ../the.patch")) << Dir.read("log");
  // An offset would mean that the line numbers are wrong.
  EXPECT_EQ(Dir.read("log").find("offset"), std::string::npos)
      << Dir.read("log");
  EXPECT_TRUE(Dir.run("gnu", "patch -p1 --fuzz=0 <../the.patch"))
      << Dir.read("log");
  EXPECT_EQ(Dir.read("log").find("Hunk"), std::string::npos) << Dir.read("log");
  for (const FileChange &File : Patch.files) {
    std::string After = applyEdits(File.before, File.edits);
    EXPECT_EQ(Dir.read("git/" + File.path), After) << Text;
    EXPECT_EQ(Dir.read("gnu/" + File.path), After) << Text;
  }
}

/// Random texts and edits, the same on every machine: the distributions of
/// the standard library differ between implementations, so none is used.
class Dice {
public:
  explicit Dice(unsigned Seed) : Engine(Seed) {}

  /// A number from 0 to \p Limit - 1.
  std::size_t below(std::size_t Limit) { return Engine() % Limit; }
  bool oneIn(std::size_t N) { return below(N) == 0; }

  /// A line without its end, often the same, often one that a careless writer
  /// or reader gets wrong.
  std::string lineText() {
    static const std::string Lines[] = {"",
                                        "",
                                        "\tx = y;",
                                        "}",
                                        "{",
                                        "int f(void)",
                                        "_g()",
                                        "$h",
                                        "\f",
                                        "\v",
                                        "caf\xe9",
                                        "\xff\xfe",
                                        "int caf\xe9(void)",
                                        "-- a",
                                        "++ b",
                                        "- c",
                                        "\\ No newline at end of file",
                                        "--- a/f0",
                                        "+++ b/f0",
                                        "@@ -1 +1 @@",
                                        "diff --git a/f0 b/f0",
                                        "index 0000000..1111111",
                                        " ",
                                        "trailing \t",
                                        "a\rb",
                                        "\u00fc",
                                        std::string(100, 'w')};
    return Lines[below(std::size(Lines))];
  }

  std::string text(std::size_t MostLines) {
    std::string Text;
    bool Crlf = oneIn(3);
    for (std::size_t N = below(MostLines + 1); N > 0; --N)
      Text += lineText() + (Crlf ? "\r\n" : "\n");
    if (!Text.empty() && oneIn(3))
      Text.pop_back();
    return Text;
  }

  /// Up to \p Most edits, sorted and disjoint; often at the ends of lines.
  std::vector<TextEdit> edits(const std::string &Before, std::size_t Most) {
    std::multiset<std::size_t> Places;
    for (std::size_t N = 2 * below(Most + 1); N > 0; --N) {
      std::size_t At = below(Before.size() + 1);
      if (oneIn(3))
        At = std::min(Before.find('\n', At), Before.size());
      else if (oneIn(3))
        At = std::min(Before.find('\n', At), Before.size() - 1) + 1;
      Places.insert(std::min(At, Before.size()));
    }
    std::vector<TextEdit> Edits;
    std::size_t Done = 0;
    for (auto It = Places.begin(); It != Places.end(); std::advance(It, 2)) {
      std::size_t Begin = std::max(*It, Done);
      std::size_t Length = std::max(*std::next(It), Begin) - Begin;
      if (oneIn(2)) // mostly short, or one edit would take most of the file
        Length = std::min(Length, below(40));
      Edits.push_back(edit(Begin, Length, replacement()));
      Done = Begin + Length;
    }
    return Edits;
  }

private:
  std::string replacement() {
    switch (below(5)) {
    case 0:
      return "";
    case 1:
      return "bvec_page(bv)";
    case 2:
      return lineText();
    case 3:
      return "\n";
    default:
      return text(4);
    }
  }

  std::mt19937 Engine;
};

/// Whether any line changes, i.e. the file is in the patch at all.
bool changes(const FileChange &File) {
  return applyEdits(File.before, File.edits) != File.before;
}

TEST(PatchProgramsTest, RandomEditsApplyWithGitAndPatch) {
  Dice Random(20240607);
  for (int Round = 0; Round < 60 && !HasFailure(); ++Round) {
    SCOPED_TRACE("round " + std::to_string(Round));
    PatchSet Patch{"0001-x", "Random edits", "A body.\n", {}};
    for (int I = 0; I < 12; ++I) {
      FileChange File{"f" + std::to_string(I), Random.text(60), {}};
      File.edits = Random.edits(File.before, 8);
      Patch.files.push_back(std::move(File));
    }
    if (std::any_of(Patch.files.begin(), Patch.files.end(), changes))
      expectApplies(Patch);
  }
}

/// A file whose lines all differ, with edits of whole lines: it has only one
/// smallest diff, which `git diff --minimal` finds.
FileChange distinctLines(Dice &Random, const std::string &Path) {
  FileChange File{Path, "", {}};
  int Number = 0;
  auto line = [&] {
    static const std::string Starts[] = {"int",
                                         "_x",
                                         "$y",
                                         "\t",
                                         "  ",
                                         "}",
                                         "z\xe9",
                                         "v\u00fc",
                                         "i" + std::string(74, '\t'),
                                         "w" + std::string(90, 'w')};
    return Starts[Random.below(std::size(Starts))] + std::to_string(++Number) +
           "\n";
  };
  std::vector<std::size_t> Ends = {0};
  for (std::size_t N = Random.below(80); N > 0; --N)
    Ends.push_back((File.before += line()).size());
  bool Unfinished = Random.oneIn(3);
  for (std::size_t At = 0; At < Ends.size(); At += 1 + Random.below(20)) {
    std::size_t Last = std::min(At + Random.below(4), Ends.size() - 1);
    std::string Text;
    for (std::size_t N = Random.below(4); N > 0; --N)
      Text += line();
    File.edits.push_back(edit(Ends[At], Ends[Last] - Ends[At], Text));
    At = Last;
  }
  if (Unfinished &&
      File.edits.back().offset + File.edits.back().length < File.before.size())
    File.before.pop_back();
  return File;
}

/// A diff without its "index" lines, which only git can write.
std::string withoutIndex(const std::string &Diff) {
  std::string Out;
  for (std::size_t At = 0; At < Diff.size();) {
    std::size_t End = std::min(Diff.find('\n', At), Diff.size() - 1) + 1;
    if (Diff.compare(At, 6, "index ") != 0)
      Out.append(Diff, At, End - At);
    At = End;
  }
  return Out;
}

TEST(PatchProgramsTest, TextIsThatOfGitDiff) {
  Dice Random(42);
  for (int Round = 0; Round < 100 && !HasFailure(); ++Round) {
    SCOPED_TRACE("round " + std::to_string(Round));
    static const std::string Paths[] = {"f", "a b/c.c", "q\"\\.h",
                                        "caf\xc3\xa9", "t\tab x"};
    const std::string &Path = Paths[Random.below(std::size(Paths))];
    FileChange File = distinctLines(Random, Path);
    Scratch Dir;
    Dir.write("a/" + Path, File.before);
    Dir.write("b/" + Path, applyEdits(File.before, File.edits));
    Dir.run(".", "git diff --no-index --no-prefix --text --minimal "
                 "--no-indent-heuristic a b");
    std::string Diff = withoutIndex(Dir.read("log"));
    EXPECT_EQ(writePatch({"0001-x", "s", "", {File}}), "s\n\n---\n\n" + Diff);
  }
}

TEST(PatchProgramsTest, OddPathsAndHeaderApply) {
  PatchSet Patch{"0001-x",
                 "Index: f",
                 "diff --git a/f b/f\n--- a/f\n+++ b/f\n@@ -1 +1 @@\n-1\n+2\n"
                 "  *** f\n1c1\n< 1\n---\n> 2\n3d\nno newline",
                 {}};
  for (const char *Path : {"a b/c d.c", "f", "q\"\\.h", "t\tab x", "\xc3\xbc"})
    Patch.files.push_back({Path, "1\n2\n3\n", {edit(0, 1, "one")}});
  expectApplies(Patch);
}

TEST(PatchProgramsTest, EmptyFilesApply) {
  // Neither program may take these for files that are made or removed.
  expectApplies(
      {"0001-x",
       "s",
       "",
       {{"f", "", {edit(0, 0, "1")}}, {"g", "1\n2", {edit(0, 3, "")}}}});
}

} // namespace
