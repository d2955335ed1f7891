//===- suggest/Requirements.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Requirements.h"

#include "suggest/Pending.h"

#include "llvm/ADT/STLExtras.h"

#include <tuple>

using namespace pageless;

namespace {

/// How many includers of a header are looked at, and how many headers up.
constexpr std::size_t MaxIncluders = 40;
constexpr unsigned MaxDepth = 4;

/// True if a line of \p Text includes \p File by a path that can mean it.
bool includes(const std::string &From, llvm::StringRef Text,
              llvm::StringRef File) {
  const llvm::StringRef Name = File.substr(File.rfind('/') + 1);
  for (std::size_t At = Text.find(Name); At != llvm::StringRef::npos;
       At = Text.find(Name, At + 1)) {
    const std::size_t LineStart = Text.rfind('\n', At) + 1;
    llvm::StringRef Line = Text.slice(LineStart, At + Name.size()).ltrim();
    if (!Line.consume_front("#") || !(Line = Line.ltrim(), true) ||
        !Line.consume_front("include"))
      continue;
    llvm::StringRef Path = Line.ltrim();
    const bool Quoted = Path.consume_front("\"");
    if (!Quoted && !Path.consume_front("<"))
      continue;
    if (Quoted && inFolder(folderOf(From), Path) == File)
      return true;
    while (Path.consume_front("../"))
      ;
    if (Path == File || File.ends_with(("/" + Path).str()))
      // A name without a folder is meant for the includer's own.
      return !Quoted || Path.contains('/') ||
             folderOf(From).substr(0, 7) == folderOf(File).substr(0, 7);
  }
  return false;
}

} // namespace

std::vector<HiddenWords> Requirements::find(const Result &R) {
  std::vector<HiddenWords> Found;
  for (Group &G : groups(R)) {
    HiddenWords &Words = G.words;
    Words.need = ofFile(Words.file, MaxDepth);
    // A unit entered the file, however that came about.
    if (Words.need.isFalse() && G.entered)
      Words.need = always();
    for (const auto &[Keyword, Text] : G.conditions) {
      Need N = Definitions.ofCondition(Words.file, Keyword, Text);
      if (!N.isTrue())
        Words.condition += (Words.condition.empty() ? "" : " && ") + Text;
      Words.need = std::move(Words.need) && std::move(N);
    }
    Found.push_back(std::move(Words));
  }
  return Found;
}

/// Words of one file under the same #if lines, and the definitions of the
/// macros in those lines.
std::vector<Requirements::Group> Requirements::groups(const Result &R) {
  std::map<std::string, std::vector<const Site *>> ByFile;
  for (const Site &S : R.sites)
    if (S.wantsConfiguration())
      ByFile[S.file].push_back(&S);
  std::vector<Group> Groups;
  std::set<std::string> Names;
  for (const auto &[File, Sites] : ByFile) {
    const std::string Text = Tree.read(File);
    llvm::StringSet<> Triggers;
    for (const Site *S : Sites)
      Triggers.insert(S->word);
    const std::vector<Word> Words = lexFile(File, Text, Triggers).words;
    std::map<std::vector<std::size_t>, std::size_t> Known;
    for (const Site *S : Sites) {
      const auto W = llvm::find_if(
          Words, [&](const Word &W) { return W.offset == S->offset; });
      std::vector<std::size_t> Key;
      if (W != Words.end())
        for (const Word::Condition &C : W->conditions)
          Key.push_back(C.offset);
      const auto [It, Fresh] = Known.try_emplace(Key, Groups.size());
      if (Fresh) {
        Group &G = Groups.emplace_back();
        G.words.file = File;
        G.entered = S->verdict == Verdict::Disabled;
        if (W != Words.end())
          for (const Word::Condition &C : W->conditions) {
            G.conditions.emplace_back(directiveKeyword(Text, C.offset), C.text);
            Names.merge(Macros::macrosIn(C.text));
          }
      }
      Groups[It->second].words.lines.push_back(S->line);
    }
  }
  Definitions.prepare(std::move(Names));
  return Groups;
}

Need Requirements::ofFile(const std::string &File, unsigned Depth) {
  if (llvm::StringRef(File).ends_with(".c")) {
    Need N = Lines.ofSource(File);
    if (!N.isFalse())
      return N;
    Need Included = ofIncluders(File, Depth);
    return Included.isFalse() ? N : Included;
  }
  Need N = ofIncluders(File, Depth);
  if (const std::string Arch = archOf(File); !Arch.empty())
    N = architecture(Arch) && std::move(N);
  return N;
}

Need Requirements::ofIncluders(const std::string &File, unsigned Depth) {
  const Pending Mark(Open, File);
  if (Depth == 0 || Mark.isCircle())
    return unknown("who includes " + File);
  const std::vector<std::string> All = includersOf(File);
  Need Any = never("nothing includes " + File);
  for (const std::string &From : All)
    Any = std::move(Any) || (From.empty() ? unknown("who else includes " + File)
                                          : ofFile(From, Depth - 1));
  return Any;
}

/// The files that include \p File: its .c files if it has any, and of those the
/// first so many; then an "" stands for the rest.
std::vector<std::string> Requirements::includersOf(const std::string &File) {
  const auto [It, Fresh] = Includers.try_emplace(File);
  if (!Fresh)
    return It->second;
  const std::string Name = File.substr(File.rfind('/') + 1);
  llvm::StringSet<> Names;
  Names.insert(Name);
  std::vector<std::string> All =
      findIncluding(Tree.sources(), Names, Threads)[Name];
  // .c files come first, those of all architectures before the others.
  const auto Order = [](llvm::StringRef From) {
    return std::tuple(!From.ends_with(".c"), !archOf(From).empty(), From);
  };
  llvm::sort(All, [&](llvm::StringRef A, llvm::StringRef B) {
    return Order(A) < Order(B);
  });
  std::vector<std::string> &Found = It->second;
  for (const std::string &From : All) {
    const bool IsHeader = !llvm::StringRef(From).ends_with(".c");
    if (Found.size() == MaxIncluders ||
        (IsHeader && !Found.empty() &&
         llvm::StringRef(Found[0]).ends_with(".c"))) {
      Found.push_back("");
      break;
    }
    if (includes(From, Tree.read(From), File))
      Found.push_back(From);
  }
  return Found;
}
