//===- suggest/Suggest.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Suggest.h"

#include "suggest/Proof.h"
#include "suggest/Requirements.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace pageless;

namespace {

/// How many symbols are named for a word.
constexpr std::size_t MaxReasons = 6;

/// One pass over the hidden words of a result.
class Suggester {
public:
  Suggester(const TreeFiles &Tree, const SuggestOptions &Options)
      : Tree(Tree), Options(Options), Kconfig(Tree) {
    Out.tree = Options.root;
  }

  Suggestions run(const Result &R) {
    std::vector<HiddenWords> Open;
    for (HiddenWords &Words :
         Requirements(Tree, Kconfig, Options.threads).find(R)) {
      Out.words += Words.lines.size();
      if (!isSettled(Words))
        Open.push_back(std::move(Words));
    }
    search(Open);
    addCommands();
    return std::move(Out);
  }

private:
  /// Sorts out the words that no search can help.
  bool isSettled(const HiddenWords &Words) {
    const Truth Possible = bestAnywhere(Words.need, Tree, Kconfig);
    if (Possible == Truth::No) {
      add(Out.never, Words, proofOf(Words.need, Tree, Kconfig));
      return true;
    }
    for (const GivenConfiguration &G : Options.given)
      if (best(Words.need, true, [&](const Need &L, bool Wanted) {
            return answerOf(L, Wanted, G.symbols, G.directory);
          }) == Truth::Yes) {
        add(Out.undecided, Words,
            "the given configuration " + G.name +
                " has all that this was found to need" +
                (Words.condition.empty() ? "" : ": " + Words.condition));
        return true;
      }
    if (Possible == Truth::Yes)
      return false;
    add(Out.undecided, Words, unknownsOf(Words.need));
    return true;
  }

  static void add(std::vector<ExplainedWords> &List, const HiddenWords &Words,
                  std::string Why) {
    List.push_back({Words.file, Words.lines, std::move(Why)});
  }

  void search(const std::vector<HiddenWords> &Open) {
    std::vector<Need> Needs;
    for (const HiddenWords &Words : Open)
      Needs.push_back(Words.need);
    Search S(Tree, Kconfig, Options.configure, Needs, Options.progress);
    std::vector<bool> Shown(Open.size(), false);
    for (const FoundConfiguration &C : S.run()) {
      SuggestedConfiguration To;
      To.arch = C.arch.arch;
      To.options = optionTexts(C.options);
      To.clangKnowsArch = clangKnows(C.arch.arch);
      for (std::size_t I = 0; I < Open.size(); ++I)
        if (C.shows[I]) {
          Shown[I] = true;
          add(To.shows, Open[I], reasons(Open[I], C));
        }
      Out.configurations.push_back(std::move(To));
    }
    Out.failures = S.failures();
    for (std::size_t I = 0; I < Open.size(); ++I)
      if (!Shown[I])
        add(Out.undecided, Open[I], notFound(Open[I], S.tried()));
  }

  /// What of the need the given configurations lack and this one has.
  std::string reasons(const HiddenWords &Words, const FoundConfiguration &C) {
    const auto Here = [&](const Need &L, bool Wanted) {
      return answerOf(L, Wanted, C.symbols, C.arch.directory);
    };
    // The configuration's architecture is said already.
    const auto Given = [&](const Need &L, bool Wanted) {
      if (L.kind == Need::Kind::Arch)
        return Truth::Yes;
      Truth Answer = Truth::No;
      for (const GivenConfiguration &G : Options.given)
        Answer = std::max(Answer, answerOf(L, Wanted, G.symbols, G.directory));
      return Answer;
    };
    std::vector<std::string> Found = reasonsOf(Words.need, Here, Given);
    if (Found.size() > MaxReasons)
      Found.resize(MaxReasons);
    if (Words.condition.empty())
      return llvm::join(Found, ", ");
    std::string Text = "#if " + Words.condition;
    llvm::erase_if(Found, [&](const std::string &Name) {
      return llvm::StringRef(Words.condition).contains(Name);
    });
    return Found.empty() ? Text : Text + "; " + llvm::join(Found, ", ");
  }

  static std::string notFound(const HiddenWords &Words,
                              llvm::ArrayRef<std::string> Tried) {
    std::vector<std::string> Leaves = leavesOf(Words.need);
    if (Leaves.size() > MaxReasons)
      Leaves.resize(MaxReasons);
    return "none of the " + std::to_string(Tried.size()) +
           " configurations tried fulfils " +
           (Words.condition.empty() ? "" : "#if " + Words.condition + " and ") +
           llvm::join(Leaves, ", ");
  }

  /// One command for the architectures that share their options.
  void addCommands() {
    std::vector<std::pair<std::vector<std::string>, std::vector<std::string>>>
        ByOptions;
    for (const SuggestedConfiguration &C : Out.configurations) {
      auto It = llvm::find_if(
          ByOptions, [&](const auto &E) { return E.first == C.options; });
      if (It == ByOptions.end())
        It = ByOptions.insert(ByOptions.end(), {C.options, {}});
      It->second.push_back(C.arch);
    }
    for (std::size_t I = 0; I < ByOptions.size(); ++I) {
      std::string Line = "pageless compdb --tree " + Out.tree + " --arch " +
                         llvm::join(ByOptions[I].second, ",") +
                         " --config allmodconfig";
      for (const std::string &Option : ByOptions[I].first)
        Line += " --set " + Option;
      Line += " -o DIR";
      if (ByOptions.size() > 1)
        Line += std::to_string(I + 1);
      Out.commands.push_back(std::move(Line));
    }
  }

  const TreeFiles &Tree;
  const SuggestOptions &Options;
  KconfigIndex Kconfig;
  Suggestions Out;
};

} // namespace

llvm::Expected<Suggestions>
pageless::suggestConfigurations(const Result &R,
                                const SuggestOptions &Options) {
  if (llvm::none_of(R.sites,
                    [](const Site &S) { return S.wantsConfiguration(); })) {
    Suggestions None;
    None.tree = Options.root;
    return None;
  }
  llvm::Expected<TreeFiles> Tree = TreeFiles::list(Options.root);
  if (!Tree)
    return Tree.takeError();
  return Suggester(*Tree, Options).run(R);
}

std::vector<GivenConfiguration>
pageless::readGiven(const std::vector<std::string> &Databases,
                    const std::string &Root) {
  std::vector<GivenConfiguration> Found;
  for (const std::string &Database : Databases) {
    const std::string Folder =
        llvm::sys::fs::is_directory(Database) ? Database : folderOf(Database);
    llvm::Expected<std::string> Text = readFile(inFolder(Folder, ".config"));
    if (!Text) {
      llvm::consumeError(Text.takeError());
      continue;
    }
    // "# Linux/x86_64 4.1.0 Kernel Configuration", or Linux/x86 since 4.12.
    llvm::StringRef Head = *Text;
    Head = Head.substr(Head.find("# Linux/"))
               .drop_front(Head.contains("# Linux/") ? 8 : 0);
    std::string Arch = Head.take_until([](char C) { return C == ' '; }).str();
    for (const auto &[Alias, Directory] :
         {std::pair("x86_64", "x86"), std::pair("i386", "x86"),
          std::pair("sparc64", "sparc"), std::pair("sparc32", "sparc")})
      if (Arch == Alias)
        Arch = Directory;
    if (llvm::sys::fs::is_directory(Root + "/arch/" + Arch))
      Found.push_back({Folder, Arch, readConfig(*Text)});
  }
  return Found;
}
