//===- engine/Invocation.h - From a compile command to a parse -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_INVOCATION_H
#define PAGELESS_ENGINE_INVOCATION_H

#include "engine/CompileCommands.h"
#include "engine/Llvm.h"

#include "clang/Lex/Preprocessor.h"

#include <memory>

namespace pageless {

/// What Clang must do to parse \p Command and nothing more: no output, no
/// dependency file, no plugin, no warning, no limit on errors. Flags that Clang
/// does not know are dropped. Null if no C source is left.
std::shared_ptr<clang::CompilerInvocation>
makeInvocation(const CompileCommand &Command,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// What Clang must do to compile \p Command: the same, but with all bodies and
/// the warnings that the command asks for. The caller chooses what is made.
std::shared_ptr<clang::CompilerInvocation>
makeCompileInvocation(const CompileCommand &Command,
                      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files);

/// The same for a parse that \p Live is doing: the target, the language and the
/// search paths that it was given, for its main file.
std::shared_ptr<clang::CompilerInvocation>
makeInvocation(const clang::Preprocessor &Live);

} // namespace pageless

#endif // PAGELESS_ENGINE_INVOCATION_H
