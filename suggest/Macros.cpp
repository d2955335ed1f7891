//===- suggest/Macros.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Macros.h"

#include "suggest/Pending.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <array>

using namespace pageless;

namespace {

/// How many rounds of macros in the conditions of macros are looked up.
constexpr unsigned MaxRounds = 3;
constexpr unsigned MaxDepth = 6;

/// Macros of which the answer is the same for all kernel C code in Clang.
constexpr std::array<llvm::StringLiteral, 4> AlwaysDefined = {
    "__KERNEL__", "__GNUC__", "__clang__", "__STDC__"};
constexpr std::array<llvm::StringLiteral, 5> NeverDefined = {
    "__ASSEMBLY__", "__ASSEMBLER__", "__cplusplus", "__CHECKER__",
    "__GENKSYMS__"};

bool isWordByte(char C) { return llvm::isAlnum(C) || C == '_'; }

/// The value of a #define in a test.
Need valueOf(llvm::StringRef Body, MacroTest Test) {
  Body = Body.trim();
  while (Body.starts_with("(") && Body.ends_with(")"))
    Body = Body.drop_front().drop_back().trim();
  if (Test == MacroTest::Defined || Body.empty())
    return always();
  long long Number = 0;
  if (Body.rtrim("uUlL").getAsInteger(0, Number))
    return unknown("whether " + Body.str() + " is 0");
  if (Number)
    return always();
  if (Test == MacroTest::Either)
    return unknown("whether an #else asks for the value or the macro");
  return never("");
}

} // namespace

std::string pageless::directiveKeyword(llvm::StringRef Text,
                                       std::size_t Offset) {
  return Text.substr(Offset)
      .drop_front()
      .ltrim()
      .take_while(llvm::isAlpha)
      .str();
}

std::set<std::string> Macros::macrosIn(llvm::StringRef Condition) {
  std::set<std::string> Found;
  while (!Condition.empty()) {
    Condition = Condition.drop_until(isWordByte);
    const llvm::StringRef Word = Condition.take_while(isWordByte);
    Condition = Condition.drop_front(Word.size());
    if (!Word.empty() && !llvm::isDigit(Word.front()) && Word != "defined" &&
        Word != "IS_ENABLED" && Word != "IS_BUILTIN" && Word != "IS_MODULE" &&
        Word != "IS_REACHABLE")
      Found.insert(Word.str());
  }
  return Found;
}

void Macros::prepare(std::set<std::string> Names) {
  for (unsigned Round = 0; Round < MaxRounds; ++Round) {
    std::set<std::string> Fresh;
    llvm::StringSet<> Wanted;
    for (const std::string &Name : Names) {
      llvm::StringRef Symbol = Name;
      const bool InKconfig =
          Symbol.consume_front("CONFIG_") &&
          (Kconfig.defines(Symbol.str()) ||
           (Symbol.consume_back("_MODULE") && Kconfig.defines(Symbol.str())));
      if (!InKconfig && Known.insert(Name).second) {
        Fresh.insert(Name);
        Wanted.insert(Name);
      }
    }
    if (Fresh.empty())
      return;
    std::set<std::string> Files;
    for (const auto &[Name, Spelling] : findSpellers(
             Tree.sources(), Tree.sources().sources(), Wanted, Threads))
      Files.insert(Spelling.begin(), Spelling.end());
    Names.clear();
    for (const std::string &File : Files)
      findIn(File, Fresh, Names);
  }
}

/// Finds the #defines of some names in one file.
void Macros::findIn(const std::string &File, const std::set<std::string> &Names,
                    std::set<std::string> &Further) {
  const std::string Text = Tree.read(File);
  llvm::StringSet<> Triggers;
  for (const std::string &Name : Names)
    Triggers.insert(Name);
  for (const Word &W : lexFile(File, Text, Triggers).words) {
    if (W.kind != WordKind::Directive && W.kind != WordKind::MacroBody)
      continue;
    const llvm::StringRef Before =
        llvm::StringRef(Text).take_front(W.offset).rtrim(" \t");
    if (!Before.ends_with("define") ||
        Before.drop_back(6).rtrim().back() != '#')
      continue;
    llvm::StringRef Rest = llvm::StringRef(Text).substr(W.offset);
    Rest = Rest.drop_front(W.text.size()).take_until([](char C) {
      return C == '\n';
    });
    Definition D;
    D.file = File;
    D.body = Rest.take_front(std::min(Rest.find("/*"), Rest.find("//"))).str();
    for (const Word::Condition &C : W.conditions) {
      D.conditions.push_back({directiveKeyword(Text, C.offset), C.text});
      // Guards against a second inclusion ask for what the file defines.
      for (const std::string &Name : macrosIn(C.text))
        if (Name != W.text)
          Further.insert(Name);
    }
    Definitions[W.text].push_back(std::move(D));
  }
}

Need Macros::ofCondition(const std::string &File, llvm::StringRef Keyword,
                         llvm::StringRef Text) {
  const MacroTest Bare = Keyword.starts_with("ifd") || Keyword == "ifndef"
                             ? MacroTest::Defined
                         : Keyword == "else" ? MacroTest::Either
                                             : MacroTest::Value;
  return parseCondition(Text, Bare,
                        [&](const std::string &Name, MacroTest Test) {
                          return ofMacro(File, Name, Test);
                        });
}

Need Macros::ofMacro(const std::string &File, const std::string &Name,
                     MacroTest Test) {
  llvm::StringRef Symbol = Name;
  if (Symbol.consume_front("CONFIG_") &&
      (Kconfig.defines(Symbol.str()) ||
       (Symbol.ends_with("_MODULE") &&
        Kconfig.defines(Symbol.drop_back(7).str()))))
    return configMacro(Symbol);
  if (llvm::is_contained(AlwaysDefined, Name))
    return always();
  if (llvm::is_contained(NeverDefined, Name))
    return never(Name + " is not defined where C code is compiled");
  const auto Found = Definitions.find(Name);
  const bool FromCompiler = llvm::StringRef(Name).starts_with("__");
  Need Any = Lines.ofMacro(Name, File);
  if (Found == Definitions.end() && Any.isFalse()) {
    if (FromCompiler || !Known.count(Name))
      return unknown("whether the compiler defines " + Name);
    if (llvm::StringRef(Name).starts_with("CONFIG_"))
      return never(Name +
                   " is defined by no Kconfig file, no #define and no -D of "
                   "this tree");
    return never(Name + " is defined nowhere in this tree: no #define, no -D");
  }
  const Pending Mark(Open, Name);
  if (Open.size() > MaxDepth || Mark.isCircle())
    return unknown("whether " + Name + " is defined");
  return std::move(Any) || ofDefinitions(File, Name, Test);
}

/// "#ifndef NAME", "#define NAME" in the file itself and nowhere else.
bool Macros::isOwnGuard(const std::string &File, const std::string &Name,
                        const std::vector<Definition> &All) {
  return All.size() == 1 && All[0].file == File &&
         llvm::StringRef(All[0].body).trim().empty() &&
         llvm::any_of(All[0].conditions, [&](const Definition::Around &C) {
           return C.text == "!" + Name || C.text == "!defined(" + Name + ")";
         });
}

Need Macros::ofDefinitions(const std::string &File, const std::string &Name,
                           MacroTest Test) {
  const auto Found = Definitions.find(Name);
  if (Found == Definitions.end())
    return never("");
  std::map<std::string, std::vector<const Definition *>> ByArch;
  bool Elsewhere = false;
  for (const Definition &D : Found->second) {
    // The guard of the file itself: nothing else defines it before.
    if (D.file == File)
      ByArch[archOf(File)].push_back(&D);
    else if (llvm::StringRef(D.file).ends_with(".h"))
      ByArch[archOf(D.file)].push_back(&D);
    else
      Elsewhere = true;
  }
  if (isOwnGuard(File, Name, Found->second))
    return never(Name + " is the file's own guard");
  Need Any = never(Name + " is 0 or undefined everywhere");
  Need Other; // than the architectures that define it themselves
  for (const auto &[Arch, All] : ByArch) {
    if (!Arch.empty())
      Other = std::move(Other) && !architecture(Arch);
    Need Here = never("");
    const bool Differ = llvm::any_of(All, [&](const Definition *D) {
      return valueOf(D->body, Test).isTrue() !=
             valueOf(All[0]->body, Test).isTrue();
    });
    for (const Definition *D : All) {
      Need One = ofDefinition(*D, Name, Test);
      // Which of several headers is included does not show here.
      if (Differ && One.isTrue())
        One = unknown("which definition of " + Name + " holds on " + Arch);
      Here = std::move(Here) || std::move(One);
    }
    if (!Arch.empty())
      Any = std::move(Any) || (architecture(Arch) && std::move(Here));
  }
  if (const auto Generic = ByArch.find(""); Generic != ByArch.end())
    for (const Definition *D : Generic->second)
      Any = std::move(Any) || (Other && ofDefinition(*D, Name, Test));
  if (Elsewhere && llvm::StringRef(File).ends_with(".h"))
    Any = std::move(Any) ||
          unknown("whether a file that includes this one defines " + Name);
  return Any;
}

Need Macros::ofDefinition(const Definition &D, const std::string &Name,
                          MacroTest Test) {
  Need N = valueOf(D.body, Test);
  for (const auto &C : D.conditions) {
    // "#ifndef NAME" around "#define NAME": the guard, or a default.
    if (macrosIn(C.text).count(Name))
      continue;
    N = std::move(N) && ofCondition(D.file, C.keyword, C.text);
  }
  return N;
}
