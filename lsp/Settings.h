//===- lsp/Settings.h - What the user asked for -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_SETTINGS_H
#define PAGELESS_LSP_SETTINGS_H

#include "engine/Rule.h"
#include "engine/UnitLimits.h"

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

#include <string>
#include <vector>

namespace pageless::lsp {

/// What the command line says, and then the client.
struct Settings {
  /// Compile databases; if there is none, they are looked for around each file.
  std::vector<std::string> databases;
  std::string tree; ///< "" to find it around each file
  std::string profile = "pfn";
  std::vector<std::string> rules; ///< ids; empty for all
  Confidence confidence = Confidence::Moderate;
  /// Of each parse. Somebody waits for it.
  UnitLimits limits = {.seconds = 30};
};

/// \p Old with what a client sent as initializationOptions, or as settings,
/// there also below the key "pageless". Members that are not known are left to
/// others. Fails with one line that names a member that is wrong.
llvm::Expected<Settings> withClients(Settings Old,
                                     const llvm::json::Value &Sent);

} // namespace pageless::lsp

#endif // PAGELESS_LSP_SETTINGS_H
