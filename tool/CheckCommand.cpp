//===- tool/CheckCommand.cpp - pageless check -----------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CheckCommand.h"

#include "check/Baseline.h"
#include "check/Check.h"
#include "check/Input.h"
#include "engine/Apply.h"
#include "engine/OutputFiles.h"
#include "tool/Guard.h"
#include "tool/LockTree.h"
#include "tool/Progress.h"

#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

using namespace pageless;
namespace cl = llvm::cl;

cl::SubCommand &pageless::checkCommand() {
  static cl::SubCommand Command("check", "judge what a diff adds");
  return Command;
}

namespace {

/// The exit statuses, as --help and docs/check.md list them.
enum ExitStatus {
  Clean = 0,
  Found = 1,
  Usage = 2,
  Incomplete = 3,
  Internal = 4
};

cl::OptionCategory Category("Options of check");

cl::opt<std::string> DiffOption(
    "diff", cl::sub(checkCommand()), cl::cat(Category), cl::value_desc("FILE"),
    cl::desc("a diff, a mail or a mailbox; - for standard input. The tree has\n"
             "its changes already, unless --apply-to-index is given"));
cl::opt<std::string> SinceOption(
    "since", cl::sub(checkCommand()), cl::cat(Category), cl::value_desc("REV"),
    cl::desc("what the working tree adds since HEAD and REV parted"));
cl::opt<bool> StagedOption("staged", cl::sub(checkCommand()), cl::cat(Category),
                           cl::desc("what is staged for the next commit"));
cl::opt<bool> ApplyOption(
    "apply-to-index", cl::sub(checkCommand()), cl::cat(Category),
    cl::desc("the tree does not have the changes of --diff yet: apply them in\n"
             "memory. No file is written"));
cl::opt<int> StripOption(
    "strip", cl::sub(checkCommand()), cl::cat(Category), cl::value_desc("N"),
    cl::init(-1),
    cl::desc("take N leading folders off the names in --diff (default: as\n"
             "many as make them names of the tree)"));
cl::opt<std::string> DirectoryOption(
    "directory", cl::sub(checkCommand()), cl::cat(Category),
    cl::value_desc("DIR"),
    cl::desc("put DIR before the names in --diff, as git apply does"));
cl::opt<CheckFormat> FormatOption(
    "format", cl::sub(checkCommand()), cl::cat(Category),
    cl::init(CheckFormat::Text), cl::desc("of the findings (default: text)"),
    cl::values(clEnumValN(CheckFormat::Text, "text", "as compilers do"),
               clEnumValN(CheckFormat::Json, "json",
                          "reports/schema/check.schema.json"),
               clEnumValN(CheckFormat::Sarif, "sarif", "SARIF 2.1.0"),
               clEnumValN(CheckFormat::GitLab, "gitlab", "GitLab Code Quality"),
               clEnumValN(CheckFormat::Rdjsonl, "rdjsonl", "for reviewdog"),
               clEnumValN(CheckFormat::GitHub, "github",
                          "annotations of a GitHub action")));
cl::opt<std::string>
    BaselineOption("baseline", cl::sub(checkCommand()), cl::cat(Category),
                   cl::value_desc("FILE"),
                   cl::desc("do not report the findings in FILE"));
cl::opt<std::string> WriteBaselineOption(
    "write-baseline", cl::sub(checkCommand()), cl::cat(Category),
    cl::value_desc("FILE"),
    cl::desc("write the findings to FILE, to be accepted from now on, and\n"
             "end with 0 or 3"));
cl::opt<bool> FixOption(
    "fix", cl::sub(checkCommand()), cl::cat(Category),
    cl::desc("edit the findings that have a fix, in the working tree, and\n"
             "nothing else; those are no findings for the exit status"));
cl::opt<bool> AllowOption("allow-incomplete", cl::sub(checkCommand()),
                          cl::cat(Category),
                          cl::desc("end with 0 in place of 3"));

int fail(const llvm::Twine &Message, ExitStatus Status = Usage) {
  sayProblem(Message.str());
  return Status;
}

int fail(llvm::Error E) { return fail(llvm::toString(std::move(E))); }

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Expected<InputOptions> readOptions() {
  using From = InputOptions::From;
  const bool Diff = DiffOption.getNumOccurrences(),
             Since = SinceOption.getNumOccurrences();
  if (Diff + Since + StagedOption > 1)
    return problem("--diff, --since and --staged exclude one another");
  if (!Diff && (ApplyOption || StripOption.getNumOccurrences() ||
                DirectoryOption.getNumOccurrences()))
    return problem("--apply-to-index, --strip and --directory are about a "
                   "--diff");
  if (ApplyOption && FixOption)
    return problem("--fix edits the tree, which does not have the changes of "
                   "--apply-to-index");
  InputOptions Options;
  if (Since)
    Options.name = SinceOption;
  if (StagedOption)
    Options.from = From::Staged;
  if (Diff) {
    Options.from = From::File;
    Options.name = DiffOption;
  }
  Options.apply = ApplyOption;
  if (StripOption.getNumOccurrences()) {
    if (StripOption < 0)
      return problem("--strip counts from 0");
    Options.names.strip = StripOption;
  }
  if (DirectoryOption.getNumOccurrences())
    Options.names.directory = DirectoryOption;
  return Options;
}

/// What one run of the command works on.
struct Session {
  ConvertOptions convert;
  Input input;
  std::vector<PrintedWord> words; ///< that the diff adds
  ReadText read;
};

llvm::Expected<Checked> judge(const Session &S, bool ShowsProgress) {
  ProgressLine Line(llvm::errs());
  ConvertOptions Convert = S.convert;
  if (ShowsProgress)
    Convert.progress = [&](std::size_t Done, std::size_t Total) {
      Line.update(Done, Total);
    };
  auto All = checkWords(std::move(Convert), S.words, S.read);
  Line.clear();
  return All;
}

/// Edits the findings of the report. If the baseline has others, the words are
/// judged again without them: the patches are of all words that were asked for.
llvm::Error fix(Session S, Checked &All) {
  if (!All.report.missingHelpers.empty())
    return problem("nothing was edited: the fixes call helpers that the tree "
                   "does not have; the patch \"" +
                   All.report.missingHelpers.front() +
                   "\" of pageless convert brings them");
  if (All.report.accepted) {
    std::set<std::pair<std::string, std::size_t>> Left;
    for (const Finding &F : All.report.findings)
      Left.insert({F.site.file, F.site.offset});
    llvm::erase_if(S.words, [&](const PrintedWord &One) {
      return !Left.count({One.word.file, One.word.offset});
    });
    auto Again = checkWords(S.convert, S.words, S.read);
    if (!Again)
      return Again.takeError();
    All.conversion = std::move(Again->conversion);
  }
  std::optional<TreeLock> Lock;
  if (llvm::Error E = lockTree(S.convert, Lock))
    return E;
  if (llvm::Error E = applyInPlace(All.conversion.result, *Lock))
    return E;
  llvm::erase_if(All.report.findings,
                 [](const Finding &F) { return !F.fix.empty(); });
  return llvm::Error::success();
}

llvm::Error useBaseline(CheckReport &R) {
  if (BaselineOption.empty())
    return llvm::Error::success();
  auto Buffer = llvm::MemoryBuffer::getFile(BaselineOption);
  if (!Buffer)
    return problem("cannot read " + BaselineOption + ": " +
                   Buffer.getError().message());
  auto Known = readBaseline((*Buffer)->getBuffer().str(), BaselineOption);
  if (!Known)
    return Known.takeError();
  acceptFindings(R, std::move(*Known));
  return llvm::Error::success();
}

llvm::Error writeNewBaseline(const CheckReport &R) {
  return writeWhole(WriteBaselineOption, writeBaseline(R));
}

void print(const CheckReport &R) {
  llvm::outs() << writeCheck(R, FormatOption);
  llvm::outs().flush();
  // These formats have no place for it.
  if (FormatOption == CheckFormat::GitLab ||
      FormatOption == CheckFormat::Rdjsonl)
    for (const Unjudged &U : R.unjudged)
      sayProblem(U.file + (U.line ? ":" + std::to_string(U.line) : "") +
                 ": not judged: " + U.why);
}

int statusOf(const CheckReport &R) {
  if (!R.findings.empty() && WriteBaselineOption.empty())
    return Found;
  return R.unjudged.empty() || AllowOption ? Clean : Incomplete;
}

/// From the words on: judges, prints, writes.
int finish(Session S, bool ShowsProgress, std::size_t Moved) {
  auto All = judge(S, ShowsProgress);
  if (!All)
    return fail(All.takeError());
  CheckReport &R = All->report;
  if (!All->conversion.result.internalErrors.empty())
    return fail(All->conversion.result.internalErrors.front(), Internal);
  R.files = S.input.changes.after.size() + S.input.changes.unread.size();
  R.moved = Moved;
  R.added = S.words.size() + Moved;
  std::vector<Unjudged> Whole;
  for (const Unread &File : S.input.changes.unread)
    Whole.push_back({File.path, 0, File.why});
  R.unjudged.insert(R.unjudged.begin(), Whole.begin(), Whole.end());
  if (llvm::Error E = useBaseline(R))
    return fail(std::move(E));
  print(R);
  if (!WriteBaselineOption.empty())
    if (llvm::Error E = writeNewBaseline(R))
      return fail(llvm::toString(std::move(E)), Incomplete);
  if (FixOption && !R.findings.empty())
    if (llvm::Error E = fix(S, *All))
      return fail(llvm::toString(std::move(E)), Found);
  return statusOf(R);
}

} // namespace

int pageless::runCheck(ConvertOptions Convert, bool ShowsProgress) {
  auto Options = readOptions();
  if (!Options)
    return fail(Options.takeError());
  Convert.words.emplace(); // rules that need the whole tree are refused
  auto Words = wordsOf(Convert);
  if (!Words)
    return fail(Words.takeError());
  auto Root = findTree(Convert);
  if (!Root)
    return fail(Root.takeError());
  Convert.tree = *Root;
  auto In = readInput(*Options, *Root);
  if (!In)
    return fail(In.takeError());
  Convert.inMemory = In->texts;
  AddedWords Added = findAdded(In->changes, *Words);
  Session S{std::move(Convert), std::move(*In), std::move(Added.fresh), {}};
  const auto &Texts = S.input.texts;
  S.read = [Root = *Root, Texts](const std::string &Path) {
    return readTreeFile(Root, Path, Texts);
  };
  return finish(std::move(S), ShowsProgress, Added.moved);
}
