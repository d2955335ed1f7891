//===- engine/FirstError.h - The errors of a unit --------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_FIRSTERROR_H
#define PAGELESS_ENGINE_FIRSTERROR_H

#include "engine/Evaluate.h"

#include "clang/Basic/Diagnostic.h"

namespace pageless {

/// Counts errors and keeps the first, with its place as the ledger names it.
class FirstError : public clang::DiagnosticConsumer {
public:
  /// All must outlive it. \p Directory is where the compiler runs.
  FirstError(const Job &J, const std::string &Directory, UnitReport &Report)
      : J(J), Directory(Directory), Report(Report) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level Level,
                        const clang::Diagnostic &Info) override;

private:
  std::string place(const clang::Diagnostic &Info) const;

  const Job &J;
  const std::string &Directory;
  UnitReport &Report;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_FIRSTERROR_H
