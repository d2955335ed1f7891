//===- engine/SafeArguments.h - Commands that only say ---------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_SAFEARGUMENTS_H
#define PAGELESS_ENGINE_SAFEARGUMENTS_H

#include "engine/CompileCommands.h"

#include "clang/Frontend/CompilerInvocation.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace pageless {

/// The arguments of a command that Clang's driver may see: response files are
/// read, and what would have the driver start programs, write files, print or
/// read further options is left out. They live as long as \p Memory. Empty if
/// there are none, or a response file cannot be read.
std::vector<const char *> safeArguments(const CompileCommand &Command,
                                        llvm::vfs::FileSystem &Files,
                                        llvm::BumpPtrAllocator &Memory);

/// Takes out what would have Clang itself write files, print or load code, and
/// the precompiled headers of others: Clang trusts every byte of those.
void disarm(clang::CompilerInvocation &Invocation);

} // namespace pageless

#endif // PAGELESS_ENGINE_SAFEARGUMENTS_H
