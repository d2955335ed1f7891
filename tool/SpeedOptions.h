//===- tool/SpeedOptions.h - Where time goes, and what saves it -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_SPEEDOPTIONS_H
#define PAGELESS_TOOL_SPEEDOPTIONS_H

#include "engine/Convert.h"
#include "engine/Shortcuts.h"
#include "engine/Timing.h"
#include "engine/UnitLimits.h"

#include "llvm/Support/CommandLine.h"

namespace pageless {

/// What --help lists these options under.
llvm::cl::OptionCategory &speedCategory();

/// What --time-report and --trace ask for.
TimingOptions timingOptions();

/// All shortcuts but those that a --no-... option turns off.
Shortcuts shortcutOptions();

/// What --unit-seconds and --unit-memory allow; without them \p Default.
UnitLimits unitLimits(UnitLimits Default = {});

/// Both of these, for a run.
void useSpeedOptions(ConvertOptions &Options);

/// Has glibc give large buffers back to the system as soon as they are free;
/// else, after the first of them, it keeps them among small ones.
void giveLargeBuffersBack();

/// Whether convert may leave out units that can show no word.
bool prunesUnits();

/// Whether a developer asked for CompareStore.
bool comparesShortcuts();

} // namespace pageless

#endif // PAGELESS_TOOL_SPEEDOPTIONS_H
