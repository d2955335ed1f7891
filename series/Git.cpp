//===- series/Git.cpp - What a tree's repository knows --------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Git.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

#include <map>

using namespace pageless;

Git::Git(std::string Root) : Root(std::move(Root)) {
  if (auto Found = llvm::sys::findProgramByName("git"))
    Program = *Found;
  const auto Top = run({"rev-parse", "--show-toplevel"});
  llvm::SmallString<256> Here, There;
  Repository = Top && !llvm::sys::fs::real_path(this->Root, Here) &&
               !llvm::sys::fs::real_path(*Top, There) && Here == There &&
               commit("HEAD").has_value();
}

std::optional<std::string>
Git::run(llvm::ArrayRef<std::string> Arguments) const {
  llvm::SmallString<128> Output;
  if (Program.empty() ||
      llvm::sys::fs::createTemporaryFile("pageless-git", "txt", Output))
    return std::nullopt;
  const llvm::FileRemover Remover(Output);
  std::vector<llvm::StringRef> Line = {Program, "--no-optional-locks", "-C",
                                       Root};
  llvm::append_range(Line, Arguments);
  const std::optional<llvm::StringRef> Redirects[] = {
      llvm::StringRef(), Output.str(), llvm::StringRef()};
  if (llvm::sys::ExecuteAndWait(Program, Line, std::nullopt, Redirects) != 0)
    return std::nullopt;
  auto Buffer = llvm::MemoryBuffer::getFile(Output);
  if (!Buffer)
    return std::nullopt;
  return (*Buffer)->getBuffer().rtrim('\n').str();
}

bool Git::isClean() const {
  const auto Status = run({"status", "--porcelain", "--untracked-files=no"});
  return Repository && Status && Status->empty();
}

std::optional<std::string> Git::commit(const std::string &Name) const {
  return run({"rev-parse", "--verify", "--quiet", "--end-of-options",
              Name + "^{commit}"});
}

Person Git::author() const {
  return {run({"config", "user.name"}).value_or(""),
          run({"config", "user.email"}).value_or("")};
}

std::vector<std::string> Git::subjects(llvm::ArrayRef<std::string> Files,
                                       unsigned Count) const {
  std::vector<std::string> Arguments = {
      "log", "--no-merges", "--format=%s", "-n", std::to_string(Count), "--"};
  llvm::append_range(Arguments, Files);
  std::vector<std::string> Subjects;
  const auto Text = Repository ? run(Arguments) : std::nullopt;
  if (!Text)
    return Subjects;
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(*Text).split(Lines, '\n', -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef Line : Lines)
    Subjects.push_back(Line.str());
  return Subjects;
}

namespace {

/// "staging: lustre: " of "staging: lustre: fix x"; "" if there is none.
llvm::StringRef prefixOf(llvm::StringRef Subject) {
  if (Subject.starts_with("Revert ") || Subject.starts_with("treewide:"))
    return "";
  std::size_t End = 0;
  for (;;) {
    const llvm::StringRef Rest = Subject.drop_front(End);
    const std::size_t Colon = Rest.find(": ");
    const llvm::StringRef Part = Rest.take_front(Colon);
    const bool IsWord = Colon != llvm::StringRef::npos && Colon > 0 &&
                        Part.find_first_of(" \t\"'()") == llvm::StringRef::npos;
    // "ARM: 8373/1: x" has a number of its own in the middle.
    const bool IsNumber = llvm::all_of(
        Part, [](char Byte) { return llvm::isDigit(Byte) || Byte == '/'; });
    if (!IsWord || IsNumber)
      break;
    End += Colon + 2;
  }
  return Subject.take_front(End);
}

} // namespace

std::size_t pageless::countPrefixed(llvm::ArrayRef<std::string> Subjects) {
  return llvm::count_if(Subjects, [](const std::string &Subject) {
    return !prefixOf(Subject).empty();
  });
}

std::string pageless::commonPrefix(llvm::ArrayRef<std::string> Subjects) {
  std::map<std::string, std::size_t> Counts;
  for (const std::string &Subject : Subjects)
    if (const llvm::StringRef Prefix = prefixOf(Subject); !Prefix.empty())
      ++Counts[Prefix.str()];
  std::string Best;
  std::size_t Most = 1;
  for (const std::string &Subject : Subjects) { // the newest of equal ones
    const auto It = Counts.find(prefixOf(Subject).str());
    if (It != Counts.end() && It->second > Most) {
      Best = It->first;
      Most = It->second;
    }
  }
  return Best;
}

std::string pageless::pathPrefix(llvm::ArrayRef<std::string> Paths) {
  llvm::SmallVector<llvm::StringRef> Common;
  for (const std::string &Path : Paths) {
    llvm::SmallVector<llvm::StringRef> Parts;
    llvm::StringRef(Path).split(Parts, '/');
    if (Paths.size() > 1)
      Parts.pop_back();
    std::size_t Same = 0;
    while (Same < Parts.size() && Same < Common.size() &&
           Parts[Same] == Common[Same])
      ++Same;
    if (&Path == Paths.begin())
      Common = Parts;
    else
      Common.resize(Same);
  }
  if (Common.empty() || Common.front() == "include")
    return "";
  if (Common.size() > 2 && Common[1] == "staging")
    return "staging: " + Common[2].str() + ": ";
  const bool IsDriver = Common.front() == "drivers";
  // Only drivers have subjects of their own for one file.
  if (Paths.size() == 1 && (!IsDriver || Common.size() > 3))
    Common.pop_back();
  if (Common.empty())
    return "";
  if (IsDriver)
    return Common.size() < 2
               ? std::string()
               : Common[std::min<std::size_t>(Common.size() - 1, 2)]
                         .split('.')
                         .first.str() +
                     ": ";
  // The names of these folders say nothing about what is in them.
  const bool Holds =
      Common.size() > 1 && llvm::is_contained({"fs", "arch"}, Common.front());
  return (Holds ? Common[1] : Common.front()).str() + ": ";
}
