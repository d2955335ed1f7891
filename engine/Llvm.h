//===- engine/Llvm.h - What differs between LLVM 19 and 22 -----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The only place that asks for LLVM's version. 22 is the main one.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_LLVM_H
#define PAGELESS_ENGINE_LLVM_H

#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/TargetInfo.h"
#include "clang/Basic/TargetOptions.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/PrecompiledPreamble.h"
#include "clang/Frontend/Utils.h"
#include "clang/Serialization/ASTWriter.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/VirtualFileSystem.h"
#if LLVM_VERSION_MAJOR >= 22
#include "clang/Driver/CreateInvocationFromArgs.h"
#endif

#include <cstdint>
#include <memory>

namespace pageless::compat {

/// A diagnostics engine that reports to \p Client, which it does not own.
/// \p Options must live as long as the engine.
inline llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine>
makeDiagnostics([[maybe_unused]] llvm::vfs::FileSystem &Files,
                clang::DiagnosticOptions &Options,
                clang::DiagnosticConsumer *Client) {
#if LLVM_VERSION_MAJOR >= 22
  return clang::CompilerInstance::createDiagnostics(Files, Options, Client,
                                                    /*ShouldOwnClient=*/false);
#else
  // LLVM 19 counts the references to the options and deletes them at the end.
  return clang::CompilerInstance::createDiagnostics(
      new clang::DiagnosticOptions(Options), Client, /*ShouldOwnClient=*/false);
#endif
}

/// A compiler for \p Invocation that reads through \p Files and reports to
/// \p Client, with file and source manager in place.
inline std::unique_ptr<clang::CompilerInstance>
makeCompiler(std::shared_ptr<clang::CompilerInvocation> Invocation,
             llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
             clang::DiagnosticConsumer *Client) {
#if LLVM_VERSION_MAJOR >= 22
  auto Compiler =
      std::make_unique<clang::CompilerInstance>(std::move(Invocation));
  Compiler->setVirtualFileSystem(std::move(Files));
  Compiler->createDiagnostics(Client, /*ShouldOwnClient=*/false);
  Compiler->createFileManager();
  Compiler->createSourceManager();
#else
  auto Compiler = std::make_unique<clang::CompilerInstance>();
  Compiler->setInvocation(std::move(Invocation));
  Compiler->createDiagnostics(Client, /*ShouldOwnClient=*/false);
  Compiler->createFileManager(std::move(Files));
  Compiler->createSourceManager(Compiler->getFileManager());
#endif
  return Compiler;
}

/// PrecompiledPreamble::Build(), in memory.
inline llvm::ErrorOr<clang::PrecompiledPreamble>
buildPreamble(const clang::CompilerInvocation &Invocation,
              const llvm::MemoryBuffer &Main, clang::PreambleBounds Bounds,
              llvm::IntrusiveRefCntPtr<clang::DiagnosticsEngine> Diagnostics,
              llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Files,
              clang::PreambleCallbacks &Callbacks) {
  return clang::PrecompiledPreamble::Build(
      Invocation, &Main, Bounds,
#if LLVM_VERSION_MAJOR >= 22
      std::move(Diagnostics),
#else
      *Diagnostics,
#endif
      std::move(Files), std::make_shared<clang::PCHContainerOperations>(),
      /*StoreInMemory=*/true, /*StoragePath=*/"", Callbacks);
}

/// Writes a precompiled header, and says which numbers declarations have in it.
class PchWriter : public clang::PCHGenerator {
public:
  using PCHGenerator::PCHGenerator;
  /// Once it has been written.
  std::uint64_t numberOf(const clang::Decl &D) {
    return getWriter().getDeclID(&D).getRawValue();
  }
};

/// A writer for what \p Compiler parses, in memory.
inline std::unique_ptr<PchWriter>
makePchWriter(clang::CompilerInstance &Compiler,
              std::shared_ptr<clang::PCHBuffer> Buffer) {
  return std::make_unique<PchWriter>(
      Compiler.getPreprocessor(), Compiler.getModuleCache(),
      /*OutputFile=*/"", /*isysroot=*/"", std::move(Buffer),
#if LLVM_VERSION_MAJOR >= 22
      Compiler.getCodeGenOpts(),
#endif
      llvm::ArrayRef<std::shared_ptr<clang::ModuleFileExtension>>());
}

/// Whether Clang can make the target that \p Options describe.
inline bool isTargetKnown(clang::DiagnosticsEngine &Diagnostics,
                          const clang::TargetOptions &Options) {
  const auto Copy = std::make_shared<clang::TargetOptions>(Options);
#if LLVM_VERSION_MAJOR >= 22
  const llvm::IntrusiveRefCntPtr<clang::TargetInfo> Info(
      clang::TargetInfo::CreateTargetInfo(Diagnostics, *Copy));
#else
  const llvm::IntrusiveRefCntPtr<clang::TargetInfo> Info(
      clang::TargetInfo::CreateTargetInfo(Diagnostics, Copy));
#endif
  return Info != nullptr;
}

} // namespace pageless::compat

#endif // PAGELESS_ENGINE_LLVM_H
