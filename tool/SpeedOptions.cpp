//===- tool/SpeedOptions.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/SpeedOptions.h"

#include "tool/CheckCommand.h"
#include "tool/Commands.h"
#include "tool/SeriesCommand.h"

using namespace pageless;
namespace cl = llvm::cl;

namespace {

cl::OptionCategory Category("Speed options");

cl::opt<bool> TimeReport("time-report", cl::sub(convertCommand()),
                         cl::sub(seriesCommand()), cl::sub(checkCommand()),
                         cl::sub(checkUnitCommand()), cl::cat(Category),
                         cl::desc("say on stderr where the time went"));
cl::opt<std::string> TraceFile("trace", cl::sub(convertCommand()),
                               cl::sub(seriesCommand()),
                               cl::sub(checkCommand()),
                               cl::sub(checkUnitCommand()), cl::cat(Category),
                               cl::value_desc("FILE"),
                               cl::desc("write what each thread did when, for\n"
                                        "chrome://tracing or ui.perfetto.dev"));
cl::opt<bool>
    NoBodySkipping("no-body-skipping", cl::sub(convertCommand()),
                   cl::sub(seriesCommand()), cl::sub(checkCommand()),
                   cl::sub(checkUnitCommand()), cl::cat(Category),
                   cl::desc("parse all function bodies; slower, same result"));
cl::opt<bool> NoSharedFiles(
    "no-shared-files", cl::sub(convertCommand()), cl::sub(seriesCommand()),
    cl::sub(checkCommand()), cl::sub(checkUnitCommand()), cl::cat(Category),
    cl::desc("read files and commands anew for each unit; slower, same\n"
             "result"));
cl::opt<bool> NoBlankedHeaders(
    "no-blanked-headers", cl::sub(convertCommand()), cl::sub(seriesCommand()),
    cl::sub(checkCommand()), cl::sub(checkUnitCommand()), cl::cat(Category),
    cl::desc("show Clang the inline functions of headers that spell no\n"
             "word; slower, same result"));
cl::opt<bool> NoPrecompiledHeaders(
    "no-precompiled-headers", cl::sub(convertCommand()),
    cl::sub(seriesCommand()), cl::sub(checkCommand()),
    cl::sub(checkUnitCommand()), cl::cat(Category),
    cl::desc("parse headers anew for each unit; slower, same result"));
cl::opt<bool>
    CompareShortcuts("compare-shortcuts", cl::sub(convertCommand()),
                     cl::cat(Category), cl::Hidden,
                     cl::desc("parse each unit twice, and say what differs"));

} // namespace

cl::OptionCategory &pageless::speedCategory() { return Category; }

TimingOptions pageless::timingOptions() { return {TimeReport, TraceFile}; }

Shortcuts pageless::shortcutOptions() {
  return {!NoBodySkipping, !NoSharedFiles, !NoBlankedHeaders,
          !NoPrecompiledHeaders};
}

bool pageless::comparesShortcuts() { return CompareShortcuts; }
