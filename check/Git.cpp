//===- check/Git.cpp ------------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Git.h"

#include "check/Changes.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"

#include <set>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Expected<std::string> contentOf(llvm::StringRef Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return problem("cannot read " + Path + ": " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

llvm::Error writeFile(llvm::StringRef Path, llvm::StringRef Text) {
  std::error_code Error;
  llvm::raw_fd_ostream Out(Path, Error);
  if (!Error) {
    Out << Text;
    Out.close();
    Error = Out.error();
    Out.clear_error();
  }
  return Error ? problem("cannot write " + Path + ": " + Error.message())
               : llvm::Error::success();
}

/// A folder in the place for temporary files, which goes with the object.
class ScratchFolder {
public:
  ScratchFolder() {
    if (llvm::sys::fs::createUniqueDirectory("pageless-mail", Path))
      Path.clear();
  }
  ~ScratchFolder() {
    if (!Path.empty())
      llvm::sys::fs::remove_directories(Path);
  }
  ScratchFolder(const ScratchFolder &) = delete;
  ScratchFolder &operator=(const ScratchFolder &) = delete;

  bool isThere() const { return !Path.empty(); }
  std::string file(const llvm::Twine &Name) const {
    return (Path + "/" + Name).str();
  }

private:
  llvm::SmallString<128> Path;
};

/// Runs git with \p Input, a file or "", as its stdin.
llvm::Expected<std::string> runGit(const std::string &Directory,
                                   llvm::ArrayRef<std::string> Arguments,
                                   llvm::StringRef Input) {
  const auto Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return problem("there is no git program");
  const ScratchFolder Scratch;
  if (!Scratch.isThere())
    return problem("cannot make a temporary folder");
  const std::string Out = Scratch.file("out"), Err = Scratch.file("err");
  std::vector<llvm::StringRef> Line = {*Program, "--no-optional-locks", "-C",
                                       Directory};
  llvm::append_range(Line, Arguments);
  const std::optional<llvm::StringRef> Redirects[] = {
      Input, llvm::StringRef(Out), llvm::StringRef(Err)};
  const int Status =
      llvm::sys::ExecuteAndWait(*Program, Line, std::nullopt, Redirects);
  if (Status == 0)
    return contentOf(Out);
  auto Said = contentOf(Err);
  if (!Said)
    return Said.takeError();
  return problem("git " + Arguments.front() + ": " +
                 llvm::StringRef(*Said).trim().split('\n').first);
}

/// The options that make a diff the same for every user.
std::vector<std::string> diffArguments() {
  return {"diff",
          "--no-color",
          "--no-ext-diff",
          "--no-textconv",
          "--text",
          "--find-renames",
          "--src-prefix=a/",
          "--dst-prefix=b/",
          "--relative",
          "--ignore-submodules",
          "--submodule=short"};
}

llvm::Expected<std::string> diff(const std::string &Tree,
                                 llvm::ArrayRef<std::string> What) {
  std::vector<std::string> Arguments = diffArguments();
  llvm::append_range(Arguments, What);
  llvm::append_range(Arguments, std::vector<std::string>{"--", "*.c", "*.h"});
  return askGit(Tree, Arguments);
}

} // namespace

llvm::Expected<std::string>
pageless::askGit(const std::string &Directory,
                 llvm::ArrayRef<std::string> Arguments) {
  return runGit(Directory, Arguments, "");
}

llvm::Expected<std::string> pageless::diffSince(const std::string &Tree,
                                                const std::string &Revision) {
  if (Revision.empty() || Revision.front() == '-')
    return problem("--since " + Revision + ": that is no revision");
  auto Commit = askGit(Tree, {"rev-parse", "--verify", "--quiet",
                              "--end-of-options", Revision + "^{commit}"});
  if (!Commit) {
    llvm::consumeError(Commit.takeError());
    return problem("--since " + Revision + ": no such commit in " + Tree);
  }
  auto Base = askGit(
      Tree, {"merge-base", llvm::StringRef(*Commit).trim().str(), "HEAD"});
  if (!Base) {
    llvm::consumeError(Base.takeError());
    return problem("--since " + Revision + ": HEAD has no commit in common " +
                   "with it; fetch more of the history");
  }
  return diff(Tree, {llvm::StringRef(*Base).trim().str()});
}

llvm::Expected<std::string> pageless::diffStaged(const std::string &Tree) {
  return diff(Tree, {"--cached"});
}

llvm::Expected<std::map<std::string, std::string>>
pageless::stagedTexts(const std::string &Tree) {
  auto Names = askGit(Tree, {"diff", "--name-only", "-z", "--relative",
                             "--no-renames", "--", "*.c", "*.h"});
  if (!Names)
    return Names.takeError();
  std::map<std::string, std::string> Texts;
  llvm::SmallVector<llvm::StringRef> Paths;
  llvm::StringRef(*Names).split(Paths, '\0', -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef Path : Paths) {
    auto Text = askGit(Tree, {"show", ":./" + Path.str()});
    if (!Text)
      return Text.takeError();
    Texts.emplace(Path.str(), std::move(*Text));
  }
  return Texts;
}

bool pageless::isMail(llvm::StringRef Text) {
  Text = Text.ltrim("\r\n");
  if (Text.starts_with("From ") || Text.starts_with(">From "))
    return true;
  const auto [Name, Rest] = Text.split(':');
  return !Name.empty() && (Rest.starts_with(" ") || Rest.starts_with("\t")) &&
         llvm::all_of(Name, [](char Byte) {
           return llvm::isAlnum(Byte) || Byte == '-';
         });
}

llvm::Expected<std::vector<std::string>>
pageless::splitMails(llvm::StringRef Text) {
  const ScratchFolder Scratch;
  if (!Scratch.isThere())
    return problem("cannot make a temporary folder");
  // A mailbox whose every line ends in "\r\n" got that on its way.
  std::string Box;
  const bool HasCr = Text.count('\n') == Text.count("\r\n");
  for (const char Byte : Text)
    if (!HasCr || Byte != '\r')
      Box += Byte;
  if (llvm::Error E = writeFile(Scratch.file("box"), Box))
    return E;
  llvm::sys::fs::create_directory(Scratch.file("mails"));
  auto Count = askGit(Scratch.file(""),
                      {"mailsplit", "--keep-cr", "-b", "-omails", "box"});
  if (!Count)
    return Count.takeError();
  std::vector<std::string> Patches;
  unsigned Mails = 0;
  if (llvm::StringRef(*Count).trim().getAsInteger(10, Mails))
    return problem("git mailsplit: " + llvm::StringRef(*Count).trim());
  for (unsigned I = 1; I <= Mails; ++I) {
    std::string Name = std::to_string(I);
    Name.insert(0, Name.size() < 4 ? 4 - Name.size() : 0, '0');
    auto Info = runGit(Scratch.file(""), {"mailinfo", "message", "patch"},
                       Scratch.file("mails/" + Name));
    if (!Info)
      return Info.takeError();
    auto Patch = contentOf(Scratch.file("patch"));
    if (!Patch)
      return Patch.takeError();
    Patches.push_back(std::move(*Patch));
  }
  return Patches;
}
