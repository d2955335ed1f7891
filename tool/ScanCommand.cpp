//===- tool/ScanCommand.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/ScanCommand.h"

#include "engine/Convert.h"
#include "engine/FindTree.h"
#include "reports/Printable.h"
#include "tool/Guard.h"
#include "tool/SpeedOptions.h"

#include "llvm/Support/raw_ostream.h"

#include <nlohmann/json.hpp>

using namespace pageless;
namespace cl = llvm::cl;

cl::SubCommand &pageless::scanCommand() {
  static cl::SubCommand Command(
      "scan", "list the words of the rules in a tree, without Clang");
  return Command;
}

namespace {

enum class Format { Text, Json, Count };

cl::OptionCategory Category("Options of scan");
cl::opt<std::string>
    Tree("tree", cl::sub(scanCommand()), cl::cat(Category),
         cl::value_desc("DIR"),
         cl::desc("root of the kernel tree (default: the one around the "
                  "working\ndirectory)"));
cl::opt<std::string>
    ProfileName("profile", cl::sub(scanCommand()), cl::cat(Category),
                cl::value_desc("NAME|FILE"), cl::init("pfn"),
                cl::desc("the profile, which decides what rules there are "
                         "(default: pfn)"));
cl::list<std::string>
    RuleIds("rule", cl::sub(scanCommand()), cl::cat(Category),
            cl::value_desc("ID"),
            cl::desc("only this rule's words; may be given more than once"));
cl::opt<unsigned> Jobs("j", cl::sub(scanCommand()), cl::cat(Category),
                       cl::Prefix, cl::value_desc("N"), cl::init(0),
                       cl::desc("threads (default: one per core)"));
cl::opt<Format> OutFormat(
    "format", cl::sub(scanCommand()), cl::cat(Category), cl::init(Format::Text),
    cl::desc("what to print (default: text)"),
    cl::values(clEnumValN(Format::Text, "text",
                          "FILE:LINE:COLUMN: WORD KIND, and in which macro"),
               clEnumValN(Format::Json, "jsonl",
                          "a JSON object on each line for each word"),
               clEnumValN(Format::Count, "count",
                          "how often each word is there, and in how many "
                          "files")));
cl::list<std::string> Paths(cl::Positional, cl::sub(scanCommand()),
                            cl::cat(Category),
                            cl::desc("[PATH...] (default: the whole tree)"));

const char *nameOf(WordKind Kind) {
  switch (Kind) {
  case WordKind::Code:
    return "code";
  case WordKind::MacroBody:
    return "macro-body";
  case WordKind::Parameter:
    return "macro-parameter";
  case WordKind::Directive:
    return "directive";
  case WordKind::Comment:
    return "comment";
  case WordKind::String:
    return "string";
  }
  return "";
}

void printText(const Word &W) {
  llvm::outs() << printable(W.file) << ':' << W.line << ':' << W.column << ": "
               << W.text << ' ' << nameOf(W.kind);
  if (!W.macro.empty())
    llvm::outs() << " of " << printable(W.macro);
  llvm::outs() << '\n';
}

void printJson(const Word &W) {
  nlohmann::ordered_json Object{{"file", W.file},     {"line", W.line},
                                {"column", W.column}, {"offset", W.offset},
                                {"word", W.text},     {"kind", nameOf(W.kind)}};
  if (!W.macro.empty())
    Object["macro"] = W.macro;
  if (!W.function.empty())
    Object["function"] = W.function;
  // Names of files and functions may be of any bytes.
  llvm::outs() << Object.dump(-1, ' ', /*ensure_ascii=*/false,
                              nlohmann::json::error_handler_t::replace)
               << '\n';
}

void printCounts(const Ledger &L, const llvm::StringSet<> &Words) {
  struct Count {
    std::size_t words = 0, files = 0;
  };
  std::map<std::string, Count> Counts;
  for (const llvm::StringRef Word : Words.keys())
    Counts[Word.str()];
  std::size_t Files = 0;
  for (const auto &[File, Lexed] : L.files) {
    std::set<std::string> Here;
    for (const Word &W : Lexed.words) {
      ++Counts[W.text].words;
      Here.insert(W.text);
    }
    for (const std::string &Text : Here)
      ++Counts[Text].files;
    Files += !Here.empty();
  }
  for (const auto &[Text, C] : Counts)
    llvm::outs() << Text << ": " << C.words << " in " << C.files
                 << (C.files == 1 ? " file\n" : " files\n");
  llvm::outs() << "all: " << L.countWords() << " in " << Files
               << (Files == 1 ? " file\n" : " files\n");
}

llvm::Expected<ConvertOptions> readOptions() {
  ConvertOptions Options;
  Options.tree = Tree.empty() ? treeAbove(".") : Tree;
  if (Options.tree.empty())
    return llvm::createStringError(
        llvm::inconvertibleErrorCode(),
        "the working directory is in no kernel tree (Kbuild and MAINTAINERS); "
        "name it with --tree");
  Options.profile = ProfileName;
  Options.rules.assign(RuleIds.begin(), RuleIds.end());
  Options.paths.assign(Paths.begin(), Paths.end());
  Options.jobs = Jobs;
  Options.shortcuts = shortcutOptions();
  return Options;
}

void print(const Ledger &L, const llvm::StringSet<> &Words) {
  if (OutFormat == Format::Count)
    return printCounts(L, Words);
  for (const auto &[File, Lexed] : L.files)
    for (const Word &W : Lexed.words)
      OutFormat == Format::Json ? printJson(W) : printText(W);
}

int fail(llvm::Error E) {
  sayProblem(llvm::toString(std::move(E)));
  return 2;
}

} // namespace

std::optional<int> pageless::runScanCommand() {
  if (!scanCommand())
    return std::nullopt;
  llvm::Expected<ConvertOptions> Options = readOptions();
  if (!Options)
    return fail(Options.takeError());
  llvm::Expected<llvm::StringSet<>> Words = wordsOf(*Options);
  if (!Words)
    return fail(Words.takeError());
  llvm::Expected<Ledger> L = scanOnly(*Options);
  if (!L)
    return fail(L.takeError());
  print(*L, *Words);
  return 0;
}
