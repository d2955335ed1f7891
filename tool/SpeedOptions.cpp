//===- tool/SpeedOptions.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/SpeedOptions.h"

#include "tool/CheckCommand.h"
#include "tool/Commands.h"
#include "tool/LspCommand.h"
#include "tool/ScanCommand.h"
#include "tool/SeriesCommand.h"
#include "tool/ShardCommand.h"

#ifdef __GLIBC__
#include <malloc.h>
#endif

using namespace pageless;
namespace cl = llvm::cl;

namespace {

cl::OptionCategory Category("Speed options");

/// Makes an option one of all commands that read units.
struct InRuns {
  void apply(cl::Option &Option) const {
    for (cl::SubCommand *Command :
         {&convertCommand(), &planCommand(), &analyseCommand(), &mergeCommand(),
          &seriesCommand(), &checkCommand(), &checkUnitCommand()})
      Option.addSubCommand(*Command);
  }
};

cl::opt<bool> TimeReport("time-report", InRuns(), cl::sub(scanCommand()),
                         cl::cat(Category),
                         cl::desc("say on stderr where the time went"));
cl::opt<std::string> TraceFile("trace", InRuns(), cl::sub(scanCommand()),
                               cl::cat(Category), cl::value_desc("FILE"),
                               cl::desc("write what each thread did when, for\n"
                                        "chrome://tracing or ui.perfetto.dev"));
cl::opt<bool>
    NoBodySkipping("no-body-skipping", InRuns(), cl::cat(Category),
                   cl::desc("parse all function bodies; slower, same result"));
cl::opt<bool> NoSharedFiles(
    "no-shared-files", InRuns(), cl::cat(Category),
    cl::desc("read files and commands anew for each unit; slower, same\n"
             "result"));
cl::opt<bool> NoBlankedHeaders(
    "no-blanked-headers", InRuns(), cl::cat(Category),
    cl::desc("show Clang the inline functions of headers that spell no\n"
             "word; slower, same result"));
cl::opt<bool> NoPrecompiledHeaders(
    "no-precompiled-headers", InRuns(), cl::cat(Category),
    cl::desc("parse headers anew for each unit; slower, same result"));
cl::opt<bool> NoBatchedReads(
    "no-batched-reads", InRuns(), cl::sub(scanCommand()), cl::cat(Category),
    cl::desc("read the tree's files one by one; slower, same result"));
cl::opt<bool> NoUnitPruning(
    "no-unit-pruning", cl::sub(convertCommand()), cl::cat(Category),
    cl::desc("parse every unit of the databases, also those that can show no\n"
             "word; takes hours, same result"));
cl::opt<unsigned> UnitSeconds(
    "unit-seconds", InRuns(), cl::sub(verifyCommand()), cl::sub(lspCommand()),
    cl::cat(Category), cl::value_desc("N"),
    cl::desc("CPU time that one parse of one unit may take, 0 for any\n"
             "(default: 300; of lsp: 30)"));
cl::opt<unsigned> UnitMemory(
    "unit-memory", InRuns(), cl::sub(verifyCommand()), cl::sub(lspCommand()),
    cl::cat(Category), cl::value_desc("MB"),
    cl::desc("memory that Clang may fill with one unit, 0 for any (default:\n"
             "4096)"));
cl::opt<bool>
    CompareShortcuts("compare-shortcuts", cl::sub(convertCommand()),
                     cl::cat(Category), cl::Hidden,
                     cl::desc("parse each unit twice, and say what differs"));

} // namespace

cl::OptionCategory &pageless::speedCategory() { return Category; }

TimingOptions pageless::timingOptions() { return {TimeReport, TraceFile}; }

Shortcuts pageless::shortcutOptions() {
  Shortcuts Enabled;
  Enabled.skipBodies = !NoBodySkipping;
  Enabled.shareFiles = !NoSharedFiles;
  Enabled.blankHeaders = !NoBlankedHeaders;
  Enabled.precompileHeaders = !NoPrecompiledHeaders;
  Enabled.batchReads = !NoBatchedReads;
  return Enabled;
}

bool pageless::prunesUnits() { return !NoUnitPruning; }

UnitLimits pageless::unitLimits(UnitLimits Default) {
  if (UnitSeconds.getNumOccurrences())
    Default.seconds = UnitSeconds;
  if (UnitMemory.getNumOccurrences())
    Default.megabytes = UnitMemory;
  return Default;
}

void pageless::useSpeedOptions(ConvertOptions &Options) {
  Options.shortcuts = shortcutOptions();
  Options.limits = unitLimits();
}

bool pageless::comparesShortcuts() { return CompareShortcuts; }

void pageless::giveLargeBuffersBack() {
#ifdef __GLIBC__
  mallopt(M_MMAP_THRESHOLD, 1 << 20);
#endif
}
