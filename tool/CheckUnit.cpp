//===- tool/CheckUnit.cpp - pageless check-unit ---------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Check.h"
#include "check/Input.h"
#include "engine/FindTree.h"
#include "tool/CheckCommand.h"
#include "tool/Guard.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;
namespace path = llvm::sys::path;

cl::SubCommand &pageless::checkUnitCommand() {
  static cl::SubCommand Command(
      "check-unit", "judge one unit: make C=2 CHECK=\"pageless check-unit\"");
  return Command;
}

namespace {

enum ExitStatus { Clean = 0, Found = 1, Usage = 2, Incomplete = 3 };

cl::OptionCategory Category("Options of check-unit");
cl::opt<bool> ErrorOption(
    "error", cl::sub(checkUnitCommand()), cl::cat(Category),
    cl::desc("let the build fail: end with 1 if there are findings, with 2 or\n"
             "3 if the unit could not be judged"));

/// How many arguments an own option takes, itself included; 0 for none of ours.
std::size_t lengthOf(llvm::StringRef Argument) {
  if (!Argument.consume_front("--"))
    return 0;
  const bool HasValue = Argument.contains('=');
  return llvm::StringSwitch<std::size_t>(Argument.split('=').first)
      .Case("error", 1)
      .Case("help", 1)
      .Case("help-hidden", 1)
      .Case("version", 1)
      .Case("profile", HasValue ? 1 : 2)
      .Case("rule", HasValue ? 1 : 2)
      .Case("tree", HasValue ? 1 : 2)
      .Case("confidence", HasValue ? 1 : 2)
      .Default(0);
}

/// The unit that the flags name, by its path as given; "" if there is none.
std::string sourceIn(llvm::ArrayRef<const char *> Flags) {
  for (const llvm::StringRef Flag : llvm::reverse(Flags))
    if (!Flag.starts_with("-") && Flag.ends_with(".c"))
      return Flag.str();
  return "";
}

int fail(const llvm::Twine &Message, ExitStatus Status) {
  sayProblem(Message.str());
  return ErrorOption ? Status : Clean;
}

} // namespace

std::size_t
pageless::countOwnArguments(llvm::ArrayRef<const char *> Arguments) {
  std::size_t Count = std::min<std::size_t>(2, Arguments.size());
  while (Count < Arguments.size()) {
    const std::size_t Length = lengthOf(Arguments[Count]);
    if (Length == 0)
      break;
    Count = std::min(Count + Length, Arguments.size());
  }
  return Count;
}

int pageless::runCheckUnit(ConvertOptions Convert,
                           llvm::ArrayRef<const char *> Flags) {
  const std::string Source = sourceIn(Flags);
  if (Source.empty())
    return fail("check-unit wants the compiler's flags and a .c file", Usage);
  llvm::SmallString<256> Here, Real;
  if (llvm::sys::fs::current_path(Here) ||
      llvm::sys::fs::real_path(Source, Real))
    return fail("cannot read " + Source, Usage);
  if (Convert.tree.empty())
    Convert.tree = treeAbove(Real);
  if (Convert.tree.empty()) // a module outside
    Convert.tree = path::parent_path(Real).str();
  auto Root = findTree(Convert);
  if (!Root)
    return fail(llvm::toString(Root.takeError()), Usage);
  llvm::StringRef Below = Real;
  if (!Below.consume_front(*Root) || !Below.consume_front("/"))
    return fail(Source + " is not below the tree " + *Root, Usage);
  Convert.words.emplace(); // rules that need the whole tree are refused
  auto Words = wordsOf(Convert);
  if (!Words)
    return fail(llvm::toString(Words.takeError()), Usage);
  const ReadText Read = [&](const std::string &Path) {
    return readTreeFile(*Root, Path, {});
  };
  const std::vector<PrintedWord> Uses =
      printWords(Below, Read(Below.str()).value_or(""), *Words);
  GivenUnit Unit{std::string(Here), Source, {"clang"}};
  Unit.arguments.insert(Unit.arguments.end(), Flags.begin(), Flags.end());
  Convert.units.push_back(std::move(Unit));
  Convert.jobs = 1; // make runs many of us
  auto All = checkWords(std::move(Convert), Uses, Read);
  if (!All)
    return fail(llvm::toString(All.takeError()), Usage);
  CheckReport &R = All->report;
  for (Finding &F : R.findings)
    F.site.file = Source;
  for (Unjudged &U : R.unjudged)
    U.file = Source;
  llvm::errs() << writeCheckText(R, /*Totals=*/false);
  if (!ErrorOption)
    return Clean;
  return !R.findings.empty() ? Found : R.unjudged.empty() ? Clean : Incomplete;
}
