//===- compdb/CompileUnit.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/CompileUnit.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

#include <set>

using namespace pageless;
namespace path = llvm::sys::path;

namespace {

/// "powerpc64-linux-gnu-gcc-12" without the version: "powerpc64-linux-gnu-gcc".
llvm::StringRef withoutVersion(llvm::StringRef Name) {
  const auto [Front, Last] = Name.rsplit('-');
  const bool IsVersion =
      !Last.empty() &&
      Last.find_first_not_of("0123456789.") == llvm::StringRef::npos;
  return IsVersion ? Front : Name;
}

/// "gcc" of "powerpc64-linux-gnu-gcc".
llvm::StringRef kind(llvm::StringRef Name) {
  const std::size_t Dash = Name.rfind('-');
  return Dash == llvm::StringRef::npos ? Name : Name.substr(Dash + 1);
}

bool isAssignment(llvm::StringRef Word) {
  const llvm::StringRef Name = Word.split('=').first;
  return Word.contains('=') && !Name.empty() && llvm::all_of(Name, [](char C) {
           return llvm::isAlnum(C) || C == '_';
         });
}

} // namespace

std::optional<std::size_t>
pageless::findCompiler(llvm::ArrayRef<std::string> Command) {
  static const std::set<llvm::StringRef> Prefixes = {
      "ccache", "sccache", "distcc", "icecc", "env", "time", "nice"};
  static const std::set<llvm::StringRef> Compilers = {"gcc", "cc", "clang"};
  for (std::size_t I = 0; I < Command.size(); ++I) {
    const llvm::StringRef Name = path::filename(Command[I]);
    if (Compilers.count(kind(withoutVersion(Name))))
      return I;
    if (!isAssignment(Command[I]) && !Prefixes.count(Name))
      break;
  }
  return std::nullopt;
}

llvm::StringRef pageless::compilerPrefix(llvm::StringRef Compiler) {
  const llvm::StringRef Name = withoutVersion(path::filename(Compiler));
  return Name.contains('-') ? Name.rsplit('-').first : "";
}

bool pageless::isClang(llvm::StringRef Compiler) {
  return kind(withoutVersion(path::filename(Compiler))) == "clang";
}

std::optional<SourceAndObject>
pageless::sourceAndObject(llvm::ArrayRef<std::string> Arguments) {
  // The word behind these is no source file.
  static const std::set<llvm::StringRef> TakesValue = {
      "-o", "-include", "-imacros", "-I",      "-isystem",   "-iquote",
      "-D", "-U",       "-MF",      "-MT",     "-MQ",        "-x",
      "-B", "-Xclang",  "-mllvm",   "-target", "-idirafter", "-Xassembler"};
  SourceAndObject Found;
  bool Compiles = false;
  for (std::size_t I = 1; I < Arguments.size(); ++I) {
    const llvm::StringRef Word = Arguments[I];
    if (TakesValue.count(Word)) {
      if (++I < Arguments.size() && Word == "-o")
        Found.object = Arguments[I];
    } else if (Word == "-c") {
      Compiles = true;
    } else if (Word.ends_with(".c") && !Word.starts_with("-")) {
      Found.source = Word.str();
    } else if (Word.starts_with("-o") && Word.size() > 2 && Word[2] != '=') {
      Found.object = Word.substr(2).str();
    }
  }
  if (!Compiles || Found.source.empty())
    return std::nullopt;
  if (Found.object.empty())
    Found.object = path::stem(Found.source).str() + ".o";
  return Found;
}

std::string pageless::absolutePath(llvm::StringRef Directory,
                                   llvm::StringRef Path) {
  llvm::SmallString<256> Whole;
  if (!path::is_absolute(Path))
    Whole = Directory;
  path::append(Whole, Path);
  path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return std::string(Whole);
}
