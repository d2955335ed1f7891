//===- verify/Functions.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Functions.h"

#include "verify/Order.h"

#include "llvm/Bitcode/BitcodeReader.h"
#include "llvm/IR/DebugInfo.h"
#include "llvm/IR/InstIterator.h"
#include "llvm/IR/Instructions.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/Support/xxhash.h"

#include <map>
#include <memory>
#include <set>

using namespace llvm;
using namespace pageless;

namespace {

/// The IR of what a module has, by kind and name.
using Texts = std::map<std::string, std::string>;

std::string attributesOf(const AttributeList &List) {
  std::string Text;
  for (const unsigned Index : List.indexes())
    if (List.hasAttributesAtIndex(Index))
      Text += std::to_string(Index) + ":" + List.getAsString(Index) + " ";
  return Text;
}

template <typename T> void dropMetadata(T &Value) {
  SmallVector<std::pair<unsigned, MDNode *>, 8> All;
  Value.getAllMetadata(All);
  for (const auto &[Kind, Node] : All)
    Value.setMetadata(Kind, nullptr);
}

/// A string has the number that its place in the unit gave it; its text is what
/// counts.
void nameByText(Module &M) {
  for (GlobalVariable &Variable : M.globals()) {
    if (!Variable.hasPrivateLinkage() || !Variable.hasInitializer())
      continue;
    std::string Text;
    raw_string_ostream Out(Text);
    Variable.getInitializer()->print(Out);
    Variable.setName(".private." + std::to_string(xxh3_64bits(Out.str())));
  }
}

/// The function as text, with its attributes spelled out in front.
std::string textOf(Function &F) {
  std::string Text = attributesOf(F.getAttributes()) + "\n";
  F.setAttributes(AttributeList());
  dropMetadata(F);
  for (Instruction &I : instructions(F)) {
    dropMetadata(I);
    auto *Call = dyn_cast<CallBase>(&I);
    if (!Call)
      continue;
    if (const std::string Own = attributesOf(Call->getAttributes());
        !Own.empty())
      Text += Own + "\n";
    Call->setAttributes(AttributeList());
  }
  raw_string_ostream Out(Text);
  F.print(Out);
  return Out.str();
}

/// Leaves out whatever moves code: two ways to write the same would not meet
/// again behind it.
Error inlineLightly(Module &M) {
  LoopAnalysisManager Loops;
  FunctionAnalysisManager Functions;
  CGSCCAnalysisManager Components;
  ModuleAnalysisManager Modules;
  PassBuilder Builder;
  Builder.registerModuleAnalyses(Modules);
  Builder.registerCGSCCAnalyses(Components);
  Builder.registerFunctionAnalyses(Functions);
  Builder.registerLoopAnalyses(Loops);
  Builder.crossRegisterProxies(Loops, Functions, Components, Modules);
  ModulePassManager Passes;
  if (Error E = Builder.parsePassPipeline(
          Passes, "function(sroa),cgscc(inline,function(sroa)),globaldce,"
                  "function(early-cse,adce,simplifycfg)"))
    return E;
  Passes.run(M, Modules);
  return Error::success();
}

/// A module as it is compared. Its functions are changed.
struct Side {
  LLVMContext context;
  std::unique_ptr<Module> module;
  Texts texts;

  Error read(StringRef Bitcode, Inlining How) {
    context.setDiscardValueNames(true); // passes make some up
    auto Read = parseBitcodeFile(MemoryBufferRef(Bitcode, "module"), context);
    if (!Read)
      return Read.takeError();
    module = std::move(*Read);
    StripDebugInfo(*module);
    if (How == Inlining::Light)
      if (Error E = inlineLightly(*module))
        return E;
    nameByText(*module);
    for (GlobalVariable &Variable : module->globals()) {
      if (Variable.hasPrivateLinkage())
        continue; // known by those who use it
      dropMetadata(Variable);
      raw_string_ostream Out(texts["variable " + Variable.getName().str()]);
      Out << Variable;
    }
    for (Function &F : *module)
      if (!F.isDeclaration())
        texts["function " + F.getName().str()] = textOf(F);
    for (GlobalAlias &Alias : module->aliases()) {
      raw_string_ostream Out(texts["alias " + Alias.getName().str()]);
      Out << Alias;
    }
    if (!module->getModuleInlineAsm().empty())
      texts["assembly of the unit"] = module->getModuleInlineAsm();
    context.setDiscardValueNames(false); // haveSameForm() needs them
    return Error::success();
  }

  Function *function(StringRef Name) const {
    return Name.consume_front("function ") ? module->getFunction(Name)
                                           : nullptr;
  }
};

/// What stands in front of a function's body: attributes, type and so on.
StringRef headOf(StringRef Text) { return Text.substr(0, Text.find("{\n")); }

bool differsInOrder(const Side &Before, const Side &After,
                    const Difference &One) {
  Function *First = Before.function(One.name);
  Function *Second = After.function(One.name);
  if (!First || !Second || headOf(One.before) != headOf(One.after))
    return false;
  return haveSameForm(*First, *Second);
}

} // namespace

Expected<std::vector<Difference>>
pageless::compareModules(StringRef Before, StringRef After, Inlining How) {
  Side First, Second;
  if (Error E = First.read(Before, How))
    return std::move(E);
  if (Error E = Second.read(After, How))
    return std::move(E);
  std::set<std::string> Names;
  for (const Side *One : {&First, &Second})
    for (const auto &[Name, Text] : One->texts)
      Names.insert(Name);
  std::vector<Difference> Found;
  for (const std::string &Name : Names) {
    Difference One{Name, First.texts[Name], Second.texts[Name]};
    if (One.before == One.after)
      continue;
    One.isOrder = differsInOrder(First, Second, One);
    Found.push_back(std::move(One));
  }
  return Found;
}
