//===- compdb/MakeLog.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/MakeLog.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace pageless;

MakeLog::MakeLog(std::string Directory, std::string Compiler)
    : Compiler(std::move(Compiler)), Directories{std::move(Directory)} {}

/// "make[1]: Entering directory '/x'" and "... Leaving directory '/x'"; older
/// makes open the quotes with a backtick.
bool MakeLog::enters(llvm::StringRef Line) {
  const bool Enter = Line.contains(": Entering directory ");
  if (!Enter && !Line.contains(": Leaving directory "))
    return false;
  const llvm::StringRef Folder =
      Line.split(" directory ").second.trim("'`\" \r");
  if (Enter) {
    Directories.push_back(absolutePath(Directories.back(), Folder));
    return true;
  }
  // With several jobs the messages of different makes mix.
  const auto Last = llvm::find(llvm::reverse(Directories), Folder);
  if (Last != Directories.rend() && Directories.size() > 1)
    Directories.erase(std::next(Last).base());
  return true;
}

/// The folder that the source's path starts from: the last one where there is
/// such a file. A file that only a build makes is nowhere.
std::string MakeLog::directoryOf(llvm::StringRef Source) const {
  for (const std::string &Directory : llvm::reverse(Directories))
    if (llvm::sys::fs::exists(absolutePath(Directory, Source)))
      return Directory;
  return Directories.back();
}

void MakeLog::feed(llvm::StringRef Line,
                   llvm::function_ref<void(CompileUnit)> OnUnit) {
  if (Line.starts_with("make") && enters(Line))
    return;
  // Most of a log is something else.
  if (!Line.contains(" -c ") || !Line.contains(".c") ||
      !Line.contains(Compiler))
    return;
  for (Words &Command : simpleCommands(Line)) {
    const auto At = Compiler.empty() || Command.front() != Compiler
                        ? findCompiler(Command)
                        : std::optional<std::size_t>(0);
    if (!At || (!Compiler.empty() && Command[*At] != Compiler))
      continue;
    Command.erase(Command.begin(),
                  Command.begin() + static_cast<std::ptrdiff_t>(*At));
    auto Unit = sourceAndObject(Command);
    if (!Unit)
      continue;
    std::string Directory = directoryOf(Unit->source);
    std::string File = absolutePath(Directory, Unit->source);
    OnUnit({std::move(Directory), std::move(Command), std::move(File),
            std::move(Unit->object)});
  }
}
