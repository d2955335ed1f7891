//===- lsp/Render.h - Findings, as the protocol has them --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_RENDER_H
#define PAGELESS_LSP_RENDER_H

#include "lsp/Analyst.h"
#include "lsp/Position.h"

#include "llvm/Support/JSON.h"

#include <string>
#include <vector>

namespace pageless::lsp {

/// What the client can do.
struct Client {
  Encoding encoding = Encoding::Utf16;
  bool literals = false;        ///< code actions that are no commands
  bool documentChanges = false; ///< edits that say of which version
  bool related = false;         ///< other places of a diagnostic
  bool links = false;           ///< a link at the diagnostic's code
};

/// Reads what a client sends with `initialize`.
Client readClient(const llvm::json::Object &Parameters);

/// An open file with what was said of its text.
struct Judged {
  std::string uri; ///< as the client spells it
  std::int64_t version = 0;
  std::string text;
  Answer answer;
};

/// What a client asks of the actions.
struct ActionQuery {
  base::Range range;
  std::vector<std::string> only; ///< kinds; empty for all
  /// Version and cluster of the diagnostics that it sends back.
  std::vector<std::pair<std::int64_t, std::int64_t>> clusters;
};

/// The parameters of `textDocument/codeAction`, as far as they matter.
ActionQuery readQuery(const llvm::json::Object &Parameters);

/// The parameters of `textDocument/publishDiagnostics`.
llvm::json::Value diagnosticsOf(const Judged &J, const Client &C);

/// The actions: a quick fix for each cluster that the range touches, and "fix
/// all in file".
llvm::json::Value actionsOf(const Judged &J, const ActionQuery &Query,
                            const Client &C);

/// The kind of "fix all in file".
inline constexpr llvm::StringLiteral FixAllKind = "source.fixAll.pageless";

} // namespace pageless::lsp

#endif // PAGELESS_LSP_RENDER_H
