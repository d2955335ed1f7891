//===- engine/LlvmLsp.h - LLVM's language server parts ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM 22 has them itself; before 21 they were MLIR's. Only lsp/ needs them.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_LLVMLSP_H
#define PAGELESS_ENGINE_LLVMLSP_H

#include "llvm/Config/llvm-config.h"
#if LLVM_VERSION_MAJOR >= 22
#include "llvm/Support/LSP/Logging.h"
#include "llvm/Support/LSP/Protocol.h"
#include "llvm/Support/LSP/Transport.h"
#else
#include "mlir/Tools/lsp-server-support/Logging.h"
#include "mlir/Tools/lsp-server-support/Protocol.h"
#include "mlir/Tools/lsp-server-support/Transport.h"
#endif

namespace pageless::lsp {
#if LLVM_VERSION_MAJOR >= 22
namespace base = llvm::lsp;
#else
namespace base = mlir::lsp;
#endif
} // namespace pageless::lsp

#endif // PAGELESS_ENGINE_LLVMLSP_H
