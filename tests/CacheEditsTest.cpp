//===- tests/CacheEditsTest.cpp - Warm is cold, whatever changes ----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A small tree is edited at random, again and again, and converted with the
// cache of all its earlier states. PAGELESS_SEED and PAGELESS_EDITS choose
// other edits, and more of them.
//
//===----------------------------------------------------------------------===//

#include "cache/Cache.h"
#include "tests/support/Everything.h"
#include "tests/support/TestTree.h"

#include "gtest/gtest.h"
#include <nlohmann/json.hpp>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

/// What a tree and its database are made of.
struct Model {
  std::map<std::string, std::string> files;
  std::map<std::string, std::vector<std::string>> flags; ///< of each unit
  std::string options;                                   ///< autoconf.h
  bool operator==(const Model &) const = default;
};

class CacheEdits : public testing::TestWithParam<unsigned> {
protected:
  CacheEdits() : Random(seed()) {
    Now.options = "#define CONFIG_A 1\n";
    Now.files["include/linux/blk_types.h"] =
        "#ifndef BLK_TYPES\n#define BLK_TYPES\n"
        "struct page;\n"
        "struct bio_vec {\n\tstruct page *bv_page;\n\tunsigned bv_len;\n};\n"
        "static inline struct page *bvec_page(const struct bio_vec *bv)\n"
        "{\n\treturn bv->bv_page;\n}\n"
        "static inline void bvec_set_page(struct bio_vec *bv,\n"
        "\t\t\t\t struct page *page)\n{\n\tbv->bv_page = page;\n}\n"
        "#endif\n";
    Now.files["include/get.h"] = "#define GET(v) ((v)->bv_page)\n"
                                 "#define FLUSH(p)\n";
    Now.files["include/local.h"] =
        "static inline int local(int n)\n{\n\treturn n + 1;\n}\n";
    Now.files["include/list.h"] = "struct list {\n\tstruct list *next;\n};\n";
    for (int I = 0; I < 5; ++I) {
      const std::string Name = unitName(I);
      Now.files[Name] = "#include <linux/blk_types.h>\n" +
                        std::string(I % 2 ? "#include <get.h>\n" : "") +
                        std::string(I % 3 ? "#include <local.h>\n" : "") +
                        std::string(I % 4 ? "" : "#include <list.h>\n") +
                        "struct page *f(struct bio_vec *v)\n{\n"
                        "\tif (0)\n\t\treturn (void *)1;\n" +
                        (I % 2 ? "\tFLUSH(v->bv_page);\n\treturn GET(v);\n"
                               : "\treturn v->bv_page;\n") +
                        "}\n#ifdef CONFIG_A\nvoid s(struct bio_vec *v)\n"
                        "{\n\tv->bv_page = 0;\n}\n#endif\n";
      Now.flags[Name] = {};
    }
  }

  static std::string unitName(int I) { return "u" + std::to_string(I) + ".c"; }

  static unsigned seed() {
    const char *Given = std::getenv("PAGELESS_SEED");
    return (Given ? static_cast<unsigned>(std::atoi(Given)) : 0) + GetParam();
  }

  std::size_t below(std::size_t Limit) {
    return std::uniform_int_distribution<std::size_t>(0, Limit - 1)(Random);
  }

  /// Any file of the tree that ends like that.
  std::string anyFile(const std::string &Suffix = "") {
    std::vector<std::string> Names;
    for (const auto &[Name, Text] : Now.files)
      if (llvm::StringRef(Name).ends_with(Suffix))
        Names.push_back(Name);
    return Names.empty() ? unitName(0) : Names[below(Names.size())];
  }

  /// Puts a line in the place of a random line's beginning.
  void insertLine(const std::string &File, const std::string &Line) {
    std::string &Text = Now.files[File];
    std::vector<std::size_t> Starts = {0};
    for (std::size_t I = 0; I < Text.size(); ++I)
      if (Text[I] == '\n')
        Starts.push_back(I + 1);
    Text.insert(Starts[below(Starts.size())], Line + "\n");
  }

  void replace(const std::string &File, const std::string &Old,
               const std::string &New) {
    std::string &Text = Now.files[File];
    if (const auto At = Text.find(Old); At != std::string::npos)
      Text.replace(At, Old.size(), New);
  }

  void toggleFile(const std::string &File, const std::string &Text) {
    if (Now.files.erase(File) == 0)
      Now.files[File] = Text;
  }

  void toggleFlag(const std::string &Flag) {
    auto &Flags = Now.flags[anyFile(".c")];
    if (std::erase(Flags, Flag) == 0)
      Flags.push_back(Flag);
  }

  void toggle(std::string &Text, const std::string &Part) {
    if (const auto At = Text.find(Part); At != std::string::npos)
      Text.erase(At, Part.size());
    else
      Text += Part;
  }

  /// Changes the model, and says how.
  std::string edit() {
    const std::string Number = std::to_string(below(4));
    switch (below(29)) {
    case 0:
      insertLine(anyFile(".c"), "/* comment " + Number + " */");
      return "comment in a unit";
    case 1:
      insertLine(anyFile(".h"), "/* comment " + Number + " */");
      return "comment in a header";
    case 2:
      replace("include/local.h", "n + 1", "n + 2 + " + Number);
      replace("include/local.h", "n + 2 + ", "n + 1");
      return "inline body";
    case 3:
      replace("include/list.h", "struct list *next;",
              "struct list *next;\n\tint more" + Number + ";");
      return "struct";
    case 4:
      replace("include/linux/blk_types.h", "unsigned bv_len;",
              Number == "0" ? "long bv_len;"
                            : "unsigned bv_len;\n\tint x" + Number + ";");
      return "struct with the word";
    case 5:
      replace("include/get.h", "((v)->bv_page)", "(v[0].bv_page)");
      return "macro with the word";
    case 6:
      replace("include/get.h", "FLUSH(p)\n", "FLUSH(p) ((void)(p))\n");
      return "macro that throws its argument away";
    case 7:
      replace("include/get.h", "FLUSH(p) ((void)(p))\n", "FLUSH(p)\n");
      return "macro that uses its argument";
    case 8:
      toggle(Now.options, "#define CONFIG_A 1\n");
      return "option";
    case 9:
      toggle(Now.options, "#define CONFIG_B " + Number + "\n");
      return "other option";
    case 10:
      toggleFile("first/local.h",
                 "static inline int local(int n)\n{\n\treturn n;\n}\n");
      return "header that hides another";
    case 11:
      toggleFile("first/get.h", "#define GET(v) bvec_page(v)\n"
                                "#define FLUSH(p) flush(p)\n");
      return "header that hides another with the word";
    case 12:
      insertLine(anyFile(".c"), "struct page *added" + Number +
                                    "(struct bio_vec *);\nint bv_page" +
                                    Number + ";");
      return "declarations";
    case 13:
      Now.files[anyFile(".c")] += "struct page *more" + Number +
                                  "(struct bio_vec *v)\n"
                                  "{\n\treturn (v + 1)->bv_page;\n}\n";
      return "a use";
    case 14:
      toggleFlag("-DCONFIG_A");
      return "flag";
    case 15:
      toggleFlag("-I" + Tree.root() + "/first");
      return "folder of headers";
    case 16:
      replace("include/linux/blk_types.h",
              "static inline struct page *bvec_page(",
              "static inline const struct page *bvec_page(");
      return "helper that does not fit";
    case 17:
      replace("include/linux/blk_types.h",
              "static inline const struct page *bvec_page(",
              "static inline struct page *bvec_page(");
      return "helper that fits";
    case 18:
      toggleFile(anyFile(".h"), "");
      return "header gone";
    case 19:
      toggle(Now.files[anyFile(".c")], "#include <other" + Number + ".h>\n");
      return "include of what may not be there";
    case 20:
      toggleFile("include/other" + Number + ".h",
                 "#define OTHER(v) GET(v)\nint other" + Number + ";\n");
      return "header that calls a carrier";
    case 21:
      replace(anyFile(), "/* comment", "/* longer comment");
      return "comment that keeps lines";
    case 22:
      replace("include/local.h", "\treturn n",
              "\tint m" + Number + ";\n\treturn n");
      return "inline body with more lines";
    case 23:
      replace("include/local.h", "\treturn n", "#ifdef A\n#endif\n\treturn n");
      return "inline body with a directive";
    case 24:
      replace("include/local.h", "\treturn n",
              "\tn += sizeof(((struct bio_vec *)0)->bv_page);\n\treturn n");
      return "inline body with the word";
    case 25:
      // In two headers it is an error, unless both are in the same line.
      toggle(Now.files[anyFile(".h")], "extern char at[__LINE__];\n");
      return "a line that counts";
    case 26:
      insertLine(anyFile(".h"), "");
      return "empty line";
    case 27:
      insertLine(anyFile(".c"), "#define OWN" + Number + "(v) GET(v)");
      return "own carrier";
    default:
      if (Past.empty())
        return "nothing";
      Now = Past[below(Past.size())];
      return "as it was once";
    }
  }

  /// Makes the disk what the model says.
  void write() const {
    for (const char *Folder : {"include", "first"})
      fs::remove_all(fs::path(Tree.root()) / Folder);
    for (const auto &[Name, Text] : Now.files)
      Tree.write(Name, Text);
    Tree.autoconf("config", Now.options);
    nlohmann::json Database = nlohmann::json::array();
    for (const auto &[Name, Flags] : Now.flags) {
      std::vector<std::string> Arguments = {"clang", "-std=gnu11"};
      Arguments.insert(Arguments.end(), Flags.begin(), Flags.end());
      for (const std::string &More :
           {"-I" + Tree.root() + "/include", std::string("-include"),
            Tree.objects() + "/include/generated/autoconf.h", std::string("-c"),
            Tree.root() + "/" + Name})
        Arguments.push_back(More);
      Database.push_back({{"directory", Tree.objects()},
                          {"file", Tree.root() + "/" + Name},
                          {"arguments", Arguments}});
    }
    std::ofstream(Tree.objects() + "/compile_commands.json")
        << Database.dump(1);
  }

  std::mt19937 Random;
  TestTree Tree;
  Model Now;
  std::vector<Model> Past;
};

TEST_P(CacheEdits, AreAllSeen) {
  const char *Wanted = std::getenv("PAGELESS_EDITS");
  const int Edits = Wanted ? std::atoi(Wanted) : 60;
  std::size_t Hits = 0, Misses = 0;
  std::string Log = "seed " + std::to_string(seed());
  for (int I = 0; I < Edits; ++I) {
    write();
    ConvertOptions Options;
    Options.databases = {Tree.objects()};
    Options.tree = Tree.root();
    Options.rules = {"bvec-page"};
    Options.jobs = 1 + I % 2;
    const std::string Cold = everythingOf(Options);
    const auto Used = std::make_shared<Cache>(
        CacheOptions{Tree.objects("cache"), 8},
        [&](const std::string &Text) { ADD_FAILURE() << Text; });
    Options.stores = {Used};
    ASSERT_EQ(everythingOf(Options), Cold) << Log;
    Hits += Used->hits();
    Misses += Used->misses();
    Past.push_back(Now);
    // Now and then more than one edit at a time.
    do
      Log += "\n" + std::to_string(I) + ": " + edit();
    while (below(4) == 0);
  }
  EXPECT_GT(Hits, Misses / 4) << Log;
}

INSTANTIATE_TEST_SUITE_P(Seeds, CacheEdits, testing::Values(1u, 2u, 3u));

} // namespace
