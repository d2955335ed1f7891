//===- tests/support/Program.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/support/Program.h"

#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sys/wait.h>
#include <unistd.h>

using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path &Path) {
  std::ifstream In(Path, std::ios::binary);
  return {std::istreambuf_iterator<char>(In), {}};
}

} // namespace

Running::Running(const std::string &Arguments, const std::string &Environment,
                 const std::string &Folder) {
  std::string Name = (fs::temp_directory_path() / "pageless-said-XXXXXX");
  Said = mkdtemp(Name.data());
  const std::string Line = (Folder.empty() ? "" : "cd '" + Folder + "' && ") +
                           "exec env " + Environment +
                           " " PAGELESS_PROGRAM " " + Arguments + " </dev/null";
  Child = fork();
  if (Child != 0)
    return;
  // A redirection of the caller's own comes later and wins.
  const std::string Whole = "exec >" + (Said / "out").string() + " 2>" +
                            (Said / "err").string() + "; " + Line;
  execl("/bin/sh", "sh", "-c", Whole.c_str(), nullptr);
  _exit(127);
}

Running::~Running() {
  if (!HasEnded) {
    kill(Child, SIGKILL);
    end();
  }
  fs::remove_all(Said);
}

Ended Running::end() {
  if (!HasEnded)
    while (waitpid(Child, &Status, 0) < 0 && errno == EINTR)
      ;
  HasEnded = true;
  return {WIFEXITED(Status) ? WEXITSTATUS(Status) : -1,
          WIFSIGNALED(Status) ? WTERMSIG(Status) : 0, contentOf(Said / "out"),
          contentOf(Said / "err")};
}

bool Running::stops() {
  while (waitpid(Child, &Status, WUNTRACED) < 0 && errno == EINTR)
    ;
  HasEnded = !WIFSTOPPED(Status);
  return !HasEnded;
}

Ended pageless::test::runProgram(const std::string &Arguments,
                                 const std::string &Environment,
                                 const std::string &Folder) {
  return Running(Arguments, Environment, Folder).end();
}

bool pageless::test::isOneLine(const std::string &Text) {
  return Text.rfind("pageless: ", 0) == 0 && Text.find('\n') == Text.size() - 1;
}

std::map<std::string, std::string>
pageless::test::allBelow(const std::string &Folder) {
  std::map<std::string, std::string> All;
  for (const auto &Entry : fs::recursive_directory_iterator(Folder)) {
    // Not relative(), which would follow links.
    const std::string Name = Entry.path().lexically_relative(Folder);
    if (Entry.is_symlink())
      All[Name] = "-> " + fs::read_symlink(Entry.path()).string();
    else if (Entry.is_regular_file())
      All[Name] = contentOf(Entry.path());
  }
  return All;
}
