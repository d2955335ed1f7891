//===- verify/Order.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Order.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/PostOrderIterator.h"
#include "llvm/Analysis/ValueTracking.h"
#include "llvm/IR/CFG.h"
#include "llvm/IR/Instructions.h"
#include "llvm/Support/raw_ostream.h"

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace llvm;
using namespace pageless;

namespace {

/// Numbers for texts: equal texts have equal numbers.
class TextNumbers {
public:
  std::size_t of(std::string Text) {
    return Numbers.try_emplace(std::move(Text), Numbers.size()).first->second;
  }

private:
  std::map<std::string, std::size_t> Numbers;
};

/// What every name begins with, so that it can be found in printed text.
constexpr StringLiteral Prefix = "pageless.v";

/// Makes the form of one function, again and again: what a loop brings around
/// is told apart a little better each time.
class FormMaker {
public:
  FormMaker(Function &F, TextNumbers &Numbers) : Numbers(Numbers) {
    const ReversePostOrderTraversal<Function *> Order(&F);
    for (Argument &A : F.args())
      name(A, "argument " + std::to_string(A.getArgNo()));
    for (BasicBlock *Block : Order) {
      name(*Block, "block " + std::to_string(Blocks.size()));
      Blocks.push_back(Block);
      for (Instruction &I : *Block)
        name(I, "");
      for (const PHINode &Phi : Block->phis())
        PhiNames[&Phi] = Names[Index[Block]] + " phi " +
                         std::to_string(Numbers.of(printed(*Phi.getType())));
    }
    for (const BasicBlock *Block : Blocks)
      for (const Instruction &I : *Block)
        Texts[&I] = withoutResult(I);
  }

  std::string make() {
    Form.clear();
    for (const BasicBlock *Block : Blocks)
      addBlock(*Block);
    return Form;
  }

  /// Names what loops bring around by what was made of it. To be called after
  /// make().
  void refine() {
    std::map<const PHINode *, std::string> Next;
    for (const auto &[Phi, Name] : PhiNames)
      Next[Phi] = Names[Index.lookup(Phi->getParent())] + " phi " +
                  std::to_string(Numbers.of(phiText(*Phi)));
    PhiNames = std::move(Next);
  }

  /// Adds the names that are told apart.
  void addKinds(std::set<std::string> &Kinds) const {
    for (const auto &[Phi, Name] : PhiNames)
      Kinds.insert(Name);
  }

private:
  void name(Value &V, std::string Name) {
    if (!V.getType()->isVoidTy())
      V.setName(Prefix + Twine(Names.size()) + ".");
    Index[&V] = Names.size();
    Names.push_back(std::move(Name));
  }

  template <typename T> static std::string printed(const T &Thing) {
    std::string Text;
    raw_string_ostream Out(Text);
    Thing.print(Out);
    return Out.str();
  }

  /// The instruction as it is printed, without the name of its own value.
  static std::string withoutResult(const Instruction &I) {
    const std::string Whole = printed(I);
    const StringRef Text = StringRef(Whole).trim();
    return (I.getType()->isVoidTy() ? Text : Text.split(" = ").second).str();
  }

  void addBlock(const BasicBlock &Block) {
    const std::string Here = Names[Index.lookup(&Block)];
    std::size_t Effects = 0;
    Form += Here + ":\n";
    for (const Instruction &I : Block) {
      std::string &Name = Names[Index.lookup(&I)];
      if (const auto *Phi = dyn_cast<PHINode>(&I)) {
        Name = PhiNames[Phi];
        continue;
      }
      const std::string Text = textOf(I);
      if (isComputation(I)) {
        Name = numbered(Text);
      } else if (isRead(I)) {
        Name = numbered(Text + " in " + Here + " after " +
                        std::to_string(Effects));
      } else {
        Name = Here + " effect " + std::to_string(Effects++);
        Form += "  " + Text + "\n";
      }
    }
  }

  static bool isComputation(const Instruction &I) {
    return !isa<AllocaInst>(I) && !I.isTerminator() &&
           !I.mayReadOrWriteMemory() && !I.mayHaveSideEffects() &&
           isSafeToSpeculativelyExecute(&I) && !I.getType()->isVoidTy();
  }

  static bool isRead(const Instruction &I) {
    const auto *Load = dyn_cast<LoadInst>(&I);
    return Load && Load->isSimple();
  }

  std::string numbered(const std::string &Text) {
    return "value " + std::to_string(Numbers.of(Text));
  }

  /// With what stands for the values that it uses in place of their names.
  std::string textOf(const Instruction &I) const {
    const std::string &Text = Texts.at(&I);
    if (I.isCommutative() && isa<BinaryOperator, ICmpInst>(I))
      return sortedText(I, Text);
    return replaceNames(Text);
  }

  /// Of "add i32 A, B" the same text as of "add i32 B, A".
  std::string sortedText(const Instruction &I, StringRef Text) const {
    std::string First = operandText(I, 0), Second = operandText(I, 1);
    if (!Text.consume_back(First + ", " + Second))
      return replaceNames(Text);
    First = replaceNames(First);
    Second = replaceNames(Second);
    if (Second < First)
      std::swap(First, Second);
    return replaceNames(Text) + First + ", " + Second;
  }

  static std::string operandText(const Instruction &I, unsigned N) {
    std::string Text;
    raw_string_ostream Out(Text);
    I.getOperand(N)->printAsOperand(Out, /*PrintType=*/false);
    return Out.str();
  }

  std::string replaceNames(StringRef Text) const {
    std::string Out;
    const std::string Mark = ("%" + Prefix).str();
    for (;;) {
      const std::size_t At = Text.find(Mark);
      Out += Text.take_front(At);
      if (At == StringRef::npos)
        return Out;
      Text = Text.drop_front(At + Mark.size());
      std::size_t Number = 0;
      Text.consumeInteger(10, Number);
      Text.consume_front(".");
      Out += "<" + Names[Number] + ">";
    }
  }

  /// What comes from each block, in the order of the blocks' names.
  std::string phiText(const PHINode &Phi) const {
    std::map<std::string, std::string> From;
    for (unsigned I = 0; I < Phi.getNumIncomingValues(); ++I) {
      std::string Value;
      raw_string_ostream Out(Value);
      Phi.getIncomingValue(I)->printAsOperand(Out);
      const auto Block = Index.find(Phi.getIncomingBlock(I));
      if (Block != Index.end()) // else nothing reaches it
        From[Names[Block->second]] = replaceNames(Out.str());
    }
    std::string Text = Names[Index.lookup(Phi.getParent())] + " phi";
    for (const auto &[Block, Value] : From)
      Text += " [" + Block + ": " + Value + "]";
    return Text;
  }

  TextNumbers &Numbers;
  std::vector<const BasicBlock *> Blocks; ///< those that are reached
  DenseMap<const Value *, std::size_t> Index;
  std::vector<std::string> Names; ///< what stands for each, by its number
  std::map<const Instruction *, std::string> Texts;
  std::map<const PHINode *, std::string> PhiNames;
  std::string Form;
};

} // namespace

bool pageless::haveSameForm(Function &Before, Function &After) {
  constexpr unsigned Rounds = 100; // each tells one more apart, at least
  TextNumbers Numbers;
  FormMaker First(Before, Numbers), Second(After, Numbers);
  std::size_t Known = 0;
  for (unsigned I = 0; I < Rounds; ++I) {
    const bool Same = First.make() == Second.make();
    if (!Same && I == 0)
      return false; // it only gets finer
    std::set<std::string> Kinds;
    First.addKinds(Kinds);
    Second.addKinds(Kinds);
    if (Kinds.size() == Known)
      return Same;
    Known = Kinds.size();
    First.refine();
    Second.refine();
  }
  return false;
}
