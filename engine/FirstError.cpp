//===- engine/FirstError.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FirstError.h"

#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace pageless;

void FirstError::HandleDiagnostic(DiagnosticsEngine::Level Level,
                                  const Diagnostic &Info) {
  if (Level < DiagnosticsEngine::Error)
    return;
  if (Report.errors++ != 0)
    return;
  llvm::SmallString<128> Text;
  Info.FormatDiagnostic(Text);
  Report.firstError = place(Info) + std::string(Text);
}

std::string FirstError::place(const Diagnostic &Info) const {
  if (!Info.hasSourceManager() || Info.getLocation().isInvalid())
    return "";
  const PresumedLoc At = Info.getSourceManager().getPresumedLoc(
      Info.getSourceManager().getExpansionLoc(Info.getLocation()));
  if (At.isInvalid())
    return "";
  const auto File = J.paths.relative(At.getFilename(), Directory);
  return (File ? *File
               : llvm::StringRef(At.getFilename()).rsplit('/').second.str()) +
         ":" + std::to_string(At.getLine()) + ":" +
         std::to_string(At.getColumn()) + ": ";
}
