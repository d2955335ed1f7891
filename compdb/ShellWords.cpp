//===- compdb/ShellWords.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// llvm::cl::TokenizeGNUCommandLine reads response files, not shell: it takes
// backslashes between single quotes for escapes and knows no separators.
//

#include "compdb/ShellWords.h"

#include "llvm/ADT/StringExtras.h"

using namespace pageless;

namespace {

/// Goes over one line and collects words and commands.
class Splitter {
public:
  std::vector<Words> split(llvm::StringRef Line) {
    while (!Line.empty())
      Line = Line.drop_front(take(Line));
    endCommand();
    return std::move(Commands);
  }

private:
  /// Takes the next piece of the line; says how long it is.
  std::size_t take(llvm::StringRef Rest) {
    const char C = Rest.front();
    if (C == '\'' || C == '"')
      return takeQuoted(Rest, C);
    if (C == '\\' && Rest.size() > 1)
      return add(Rest.substr(1, 1)) + 1;
    if (C == '\n' || llvm::StringRef(";&|()").contains(C))
      return endCommand();
    if (C == '<' || C == '>')
      return takeRedirection();
    if (llvm::isSpace(C))
      return endWord();
    const std::size_t End = Rest.find_first_of("'\"\\;&|()<> \t\r\n", 1);
    return add(Rest.substr(0, End));
  }

  std::size_t takeQuoted(llvm::StringRef Rest, char Quote) {
    std::size_t At = 1;
    for (; At < Rest.size() && Rest[At] != Quote; ++At) {
      // Between double quotes a backslash escapes only these.
      if (Quote == '"' && Rest[At] == '\\' && At + 1 < Rest.size() &&
          llvm::StringRef("$`\"\\\n").contains(Rest[At + 1]))
        ++At;
      Word += Rest[At];
    }
    InWord = true;
    return std::min(At + 1, Rest.size());
  }

  std::size_t add(llvm::StringRef Text) {
    Word += Text;
    InWord = true;
    return Text.size();
  }

  /// What follows is a file's name, which makes a command of its own that is
  /// nobody's business. The 2 of 2> is no word.
  std::size_t takeRedirection() {
    if (llvm::all_of(Word, llvm::isDigit))
      InWord = false;
    return endCommand();
  }

  std::size_t endWord() {
    if (InWord)
      Command.push_back(std::move(Word));
    Word.clear();
    InWord = false;
    return 1;
  }

  std::size_t endCommand() {
    endWord();
    if (!Command.empty())
      Commands.push_back(std::move(Command));
    Command.clear();
    return 1;
  }

  std::vector<Words> Commands;
  Words Command;
  std::string Word;
  bool InWord = false; ///< '' is a word, too
};

bool isPlain(char C) {
  return llvm::isAlnum(C) || llvm::StringRef("-_./=+,:@%^").contains(C);
}

} // namespace

std::vector<Words> pageless::simpleCommands(llvm::StringRef Line) {
  return Splitter().split(Line);
}

std::string pageless::shellLine(llvm::ArrayRef<std::string> Command) {
  std::string Line;
  for (const std::string &Word : Command) {
    if (!Line.empty())
      Line += ' ';
    if (!Word.empty() && llvm::all_of(Word, isPlain)) {
      Line += Word;
      continue;
    }
    Line += '\'';
    for (const char C : Word)
      Line += C == '\'' ? std::string("'\\''") : std::string(1, C);
    Line += '\'';
  }
  return Line;
}
