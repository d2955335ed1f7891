//===- tool/Main.cpp - The command line -----------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Convert.h"
#include "engine/Rule.h"
#include "engine/Version.h"
#include "reports/Summary.h"
#include "tool/CacheOptions.h"
#include "tool/CheckCommand.h"
#include "tool/Commands.h"
#include "tool/CompareStore.h"
#include "tool/CompdbCommand.h"
#include "tool/ExplainCommand.h"
#include "tool/Guard.h"
#include "tool/LockTree.h"
#include "tool/LspCommand.h"
#include "tool/Output.h"
#include "tool/Overview.h"
#include "tool/Progress.h"
#include "tool/ScanCommand.h"
#include "tool/SeriesCommand.h"
#include "tool/ShardCommand.h"
#include "tool/SpeedOptions.h"
#include "tool/SuggestCommand.h"
#include "tool/VerifyCommand.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/InitLLVM.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;

cl::SubCommand &pageless::convertCommand() {
  static cl::SubCommand Command("convert",
                                "convert a tree into patches and a report");
  return Command;
}

namespace {

/// The exit statuses, as --help and README.md list them.
enum ExitStatus { Done = 0, Usage = 2, Incomplete = 3, Internal = 4 };

enum class ProgressMode { Auto, Always, Never };

cl::OptionCategory Category("Options");

cl::list<std::string> Databases(
    "p", cl::sub(convertCommand()), cl::sub(planCommand()),
    cl::sub(seriesCommand()), cl::sub(checkCommand()), cl::sub(lspCommand()),
    cl::sub(verifyCommand()), cl::cat(Category), cl::value_desc("DIR|FILE"),
    cl::desc("a compile_commands.json, its directory, or a directory of such\n"
             "directories; one for each configuration (default: the one in\n"
             "the working directory)"));
cl::opt<std::string>
    Tree("tree", cl::sub(convertCommand()), cl::sub(planCommand()),
         cl::sub(seriesCommand()), cl::sub(checkCommand()),
         cl::sub(checkUnitCommand()), cl::sub(lspCommand()),
         cl::sub(verifyCommand()), cl::cat(Category), cl::value_desc("DIR"),
         cl::desc("root of the kernel tree (default: found above the files of\n"
                  "the first compile database)"));
cl::opt<std::string> ProfileName(
    "profile", cl::sub(convertCommand()), cl::sub(planCommand()),
    cl::sub(seriesCommand()), cl::sub(checkCommand()),
    cl::sub(checkUnitCommand()), cl::sub(lspCommand()), cl::cat(Category),
    cl::value_desc("NAME|FILE"), cl::init("pfn"),
    cl::desc("helper names of the target kernel: pfn (default), accessor,\n"
             "or a JSON file of your own"));
cl::list<std::string>
    RuleIds("rule", cl::sub(convertCommand()), cl::sub(planCommand()),
            cl::sub(seriesCommand()), cl::sub(checkCommand()),
            cl::sub(checkUnitCommand()), cl::sub(lspCommand()),
            cl::cat(Category), cl::value_desc("ID"),
            cl::desc("run only this rule; may be given more than once"));
cl::opt<Confidence> LeastConfidence(
    "confidence", cl::sub(convertCommand()), cl::sub(planCommand()),
    cl::sub(seriesCommand()), cl::sub(checkCommand()),
    cl::sub(checkUnitCommand()), cl::sub(lspCommand()), cl::cat(Category),
    cl::init(Confidence::Moderate),
    cl::desc("list, and do not make, edits that are less certain (default:\n"
             "moderate)"),
    cl::values(clEnumValN(Confidence::High, "high", "of proven rules"),
               clEnumValN(Confidence::Moderate, "moderate", "of any rule"),
               clEnumValN(Confidence::Low, "low",
                          "also in files without a compile command")));
cl::opt<bool> EveryView(
    "every-view", cl::sub(convertCommand()), cl::sub(planCommand()),
    cl::sub(seriesCommand()), cl::cat(Category),
    cl::desc("parse a file under every configuration that compiles it, also\n"
             "where another has shown the same words of it"));
cl::opt<std::string> OutDirectory(
    "out", cl::sub(convertCommand()), cl::sub(mergeCommand()),
    cl::cat(Category), cl::value_desc("DIR"), cl::init("pageless-out"),
    cl::desc("where patches/ and report.json go (default: pageless-out)"));
cl::opt<bool>
    InPlace("in-place", cl::sub(convertCommand()), cl::sub(mergeCommand()),
            cl::cat(Category),
            cl::desc("also edit the tree, after everything else succeeded"));
cl::opt<bool> Verifies(
    "verify", cl::sub(convertCommand()), cl::cat(Category),
    cl::desc("prove the result as verify does, before the tree is edited"));
cl::opt<bool> SuggestConfig(
    "suggest-config", cl::sub(convertCommand()), cl::sub(mergeCommand()),
    cl::cat(Category),
    cl::desc("also print the fewest configurations that would show the words\n"
             "which the given ones hide; asks the tree's own Kconfig"));
cl::opt<unsigned> Jobs("j", cl::sub(convertCommand()), cl::sub(planCommand()),
                       cl::sub(analyseCommand()), cl::sub(mergeCommand()),
                       cl::sub(seriesCommand()), cl::sub(checkCommand()),
                       cl::sub(verifyCommand()), cl::cat(Category), cl::Prefix,
                       cl::value_desc("N"), cl::init(0),
                       cl::desc("threads (default: one per core)"));
cl::opt<ProgressMode> ProgressOption(
    "progress", cl::sub(convertCommand()), cl::sub(analyseCommand()),
    cl::sub(mergeCommand()), cl::sub(seriesCommand()), cl::sub(checkCommand()),
    cl::sub(verifyCommand()), cl::cat(Category), cl::init(ProgressMode::Auto),
    cl::desc("the progress line on stderr (default: auto)"),
    cl::values(clEnumValN(ProgressMode::Auto, "auto", "if it is a terminal"),
               clEnumValN(ProgressMode::Always, "always", "always"),
               clEnumValN(ProgressMode::Never, "never", "never")));
cl::list<std::string> ConvertPaths(cl::Positional, cl::sub(convertCommand()),
                                   cl::sub(planCommand()),
                                   cl::sub(seriesCommand()), cl::cat(Category),
                                   cl::desc("[PATH...]"));
int fail(llvm::Error E, ExitStatus Status) {
  sayProblem(llvm::toString(std::move(E)));
  return Status;
}

int usage(const llvm::Twine &Message) {
  return fail(llvm::createStringError(llvm::inconvertibleErrorCode(), Message),
              Usage);
}

bool showsProgress() {
  return ProgressOption == ProgressMode::Always ||
         (ProgressOption == ProgressMode::Auto &&
          llvm::sys::Process::StandardErrIsDisplayed());
}

/// What all that convert have in common.
ConvertOptions readRuleOptions() {
  ConvertOptions Options;
  Options.tree = Tree;
  Options.profile = ProfileName;
  Options.rules.assign(RuleIds.begin(), RuleIds.end());
  Options.confidence = LeastConfidence;
  useSpeedOptions(Options);
  if (comparesShortcuts())
    Options.stores.push_back(makeCompareStore());
  return Options;
}

/// What convert, series and check have in common.
llvm::Expected<ConvertOptions> readOptions() {
  ConvertOptions Options = readRuleOptions();
  Options.databases.assign(Databases.begin(), Databases.end());
  if (Options.databases.empty()) {
    if (!llvm::sys::fs::exists("compile_commands.json"))
      return llvm::createStringError(
          llvm::inconvertibleErrorCode(),
          "no compile_commands.json here; name one with -p, "
          "docs/compile-commands.md tells how to make one");
    Options.databases.push_back(".");
  }
  Options.paths.assign(ConvertPaths.begin(), ConvertPaths.end());
  Options.jobs = Jobs;
  Options.everyView = EveryView;
  Options.pruneUnits = prunesUnits();
  useCache(Options);
  return Options;
}

/// Converts and writes. \p Failed says with which status a failed conversion
/// ends, or nothing.
int convertAndWrite(
    ConvertOptions &Options, llvm::function_ref<std::optional<int>()> Failed =
                                 [] { return std::nullopt; }) {
  std::optional<TreeLock> Lock; // from the start, not to work in vain
  if (InPlace)
    if (llvm::Error E = lockTree(Options, Lock))
      return fail(std::move(E), Usage);
  ProgressLine Line(llvm::errs());
  if (showsProgress())
    Options.progress = [&](std::size_t Done, std::size_t Total) {
      Line.update(Done, Total);
    };
  llvm::Expected<Conversion> Converted = convert(Options);
  Line.clear();
  if (!Converted) {
    llvm::Error E = Converted.takeError();
    if (const std::optional<int> Status = Failed()) {
      llvm::consumeError(std::move(E));
      return *Status;
    }
    return fail(std::move(E), Usage);
  }
  const Result &R = Converted->result;
  llvm::SmallString<256> Out(OutDirectory);
  if (const std::error_code E = llvm::sys::fs::make_absolute(Out))
    return fail(llvm::errorCodeToError(E), Incomplete);
  if (llvm::Error E = writeOutput(R, std::string(Out)))
    return fail(std::move(E), Incomplete);
  llvm::outs() << writeSummary(R, std::string(Out), InPlace);
  if (SuggestConfig)
    printSuggestions(R, Converted->root, Options.databases, Jobs);
  llvm::outs().flush();
  if (!R.internalErrors.empty())
    return Internal;
  int Proof = Done;
  if (Verifies && !R.patches.empty()) {
    Proof = runVerify(Options, std::string(Out), showsProgress());
    if (Proof != Done && Proof != Incomplete)
      return Proof;
  }
  if (Lock)
    if (llvm::Error E = editTree(R, *Lock))
      return fail(std::move(E), Incomplete);
  return R.isComplete() ? Proof : int(Incomplete);
}

int runConvert() {
  llvm::Expected<ConvertOptions> Options = readOptions();
  if (!Options)
    return fail(Options.takeError(), Usage);
  return convertAndWrite(*Options);
}

int runPlanCommand() {
  llvm::Expected<ConvertOptions> Options = readOptions();
  if (!Options)
    return fail(Options.takeError(), Usage);
  return runPlan(std::move(*Options));
}

int runMergeCommand() {
  ConvertOptions Options;
  Options.jobs = Jobs;
  useSpeedOptions(Options);
  llvm::Expected<MergeRun> Merge = readMerge(std::move(Options));
  if (!Merge)
    return fail(Merge.takeError(), Usage);
  return convertAndWrite(Merge->options, [&] { return writeRest(*Merge); });
}

int runAnalyseCommand() {
  AnalyseOptions Options{Jobs, shortcutOptions(), {}, unitLimits()};
  ProgressLine Line(llvm::errs());
  if (showsProgress())
    Options.progress = [&](std::size_t Done, std::size_t Total) {
      Line.update(Done, Total);
    };
  const int Status = runAnalyse(Options);
  Line.clear();
  return Status;
}

int runSeriesCommand() {
  llvm::Expected<ConvertOptions> Options = readOptions();
  if (!Options)
    return fail(Options.takeError(), Usage);
  return runSeries(std::move(*Options), showsProgress());
}

int runCheckCommand() {
  llvm::Expected<ConvertOptions> Options = readOptions();
  if (!Options)
    return fail(Options.takeError(), Usage);
  return runCheck(std::move(*Options), showsProgress());
}

void printVersion(llvm::raw_ostream &Out) {
  Out << "pageless " << Version << ", LLVM " << LLVM_VERSION_STRING << '\n';
}

/// Runs what the command line asks for. \p Behind are the arguments behind
/// check-unit's own.
int runCommand(llvm::ArrayRef<const char *> Behind) {
  if (const std::optional<int> Status = runCompdbCommand())
    return *Status;
  if (const std::optional<int> Status = runScanCommand())
    return *Status;
  if (convertCommand())
    return runConvert();
  if (planCommand())
    return runPlanCommand();
  if (analyseCommand())
    return runAnalyseCommand();
  if (mergeCommand())
    return runMergeCommand();
  if (seriesCommand())
    return runSeriesCommand();
  if (checkCommand())
    return runCheckCommand();
  if (verifyCommand()) {
    llvm::Expected<ConvertOptions> Options = readOptions();
    return Options ? runVerifyCommand(*Options, showsProgress())
                   : fail(Options.takeError(), Usage);
  }
  if (checkUnitCommand())
    return runCheckUnit(readRuleOptions(), Behind);
  if (lspCommand()) {
    ConvertOptions Options = readRuleOptions();
    Options.databases.assign(Databases.begin(), Databases.end());
    return runLsp(Options);
  }
  if (const std::optional<int> Status = runExplainCommands())
    return *Status;
  return usage(
      "say what to do: compdb, scan, convert, verify, plan, analyse, merge, "
      "series, check, check-unit, lsp, rules or explain; see pageless --help");
}

} // namespace

int main(int argc, char **argv) {
  const llvm::InitLLVM Init(argc, argv);
  giveLargeBuffersBack();
  guardProcess();
  if (const std::optional<int> Status =
          runProverCommand({argv, static_cast<std::size_t>(argc)}))
    return *Status;
  setProgram(argv[0]);
  cl::SetVersionPrinter(printVersion);
  const cl::OptionCategory *const Shown[] = {&Category, &speedCategory(),
                                             &verifyCategory()};
  cl::HideUnrelatedOptions(Shown);
  cl::HideUnrelatedOptions(Shown, convertCommand());
  setUpExplainCommands();
  setUpCompdbCommand();
  // Behind its own options check-unit takes any that a compiler has.
  const llvm::ArrayRef<const char *> Arguments(argv,
                                               static_cast<std::size_t>(argc));
  const bool IsUnit = argc > 1 && llvm::StringRef(argv[1]) == "check-unit";
  const std::size_t Own =
      IsUnit ? countOwnArguments(Arguments) : Arguments.size();
  std::string Errors;
  llvm::raw_string_ostream ErrorStream(Errors);
  if (!cl::ParseCommandLineOptions(static_cast<int>(Own), argv, Overview,
                                   &ErrorStream)) {
    if (Errors.empty())
      return Usage; // a bad value, which the library has reported itself
    // "program: message.  Try: …", of which the message is news.
    llvm::StringRef Message = llvm::StringRef(Errors).trim().split('\n').first;
    Message = Message.split(": ").second.split("  Try: ").first;
    return usage(Message.rtrim('.') + "; see pageless --help");
  }
  startTiming(timingOptions());
  const int Status = runCommand(Arguments.drop_front(Own));
  if (timingOptions().report)
    reportCache();
  if (llvm::Error E = finishTiming())
    return fail(std::move(E), Status == Done ? Incomplete : ExitStatus(Status));
  return isAllPrinted() || Status != Done ? Status : Incomplete;
}
