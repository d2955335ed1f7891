//===- compdb/CompileUnit.h - A compile command in plain words -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_COMPILEUNIT_H
#define PAGELESS_COMPDB_COMPILEUNIT_H

#include "compdb/ShellWords.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace pageless {

/// One entry of a compile database.
struct CompileUnit {
  std::string directory; ///< where the command runs; absolute
  Words arguments;       ///< the compiler first
  std::string file;      ///< absolute, without "." and ".."
  std::string output;    ///< the object, as the command spells it
};

/// Where in a command the compiler is: behind VARIABLE=VALUE and prefixes such
/// as ccache; nothing if its file name is not that of a C compiler: cc, gcc or
/// clang with "powerpc64-linux-gnu-" before it and "-22" behind it.
std::optional<std::size_t> findCompiler(llvm::ArrayRef<std::string> Command);

/// "powerpc64-linux-gnu" of a cross compiler's file name, "" of others.
llvm::StringRef compilerPrefix(llvm::StringRef Compiler);

/// True for clang, clang-22 and the like.
bool isClang(llvm::StringRef Compiler);

/// The .c file and the object of a command that compiles with -c, as it spells
/// them; nothing for other commands.
struct SourceAndObject {
  std::string source, object;
};
std::optional<SourceAndObject>
sourceAndObject(llvm::ArrayRef<std::string> Arguments);

/// \p Path below \p Directory unless it is absolute, without "." and "..".
std::string absolutePath(llvm::StringRef Directory, llvm::StringRef Path);

} // namespace pageless

#endif // PAGELESS_COMPDB_COMPILEUNIT_H
