//===- engine/UnitBudget.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/UnitBudget.h"

#include "engine/Timing.h"

#include "clang/AST/ASTContext.h"
#include "clang/Lex/MacroArgs.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/Support/CrashRecoveryContext.h"

using namespace clang;
using namespace pageless;

namespace {

/// Calls in arguments of calls. Each costs stack; a kernel has a dozen.
constexpr unsigned MostDepth = 1000;
/// An argument that is shorter cannot become much.
constexpr std::size_t ShortArgument = 1024;

} // namespace

UnitBudget &UnitBudget::add(CompilerInstance &Compiler,
                            const UnitLimits &Limits, std::string &Why) {
  std::unique_ptr<UnitBudget> Owned(new UnitBudget(Compiler, Limits, Why));
  UnitBudget &Budget = *Owned;
  Preprocessor &Pp = Compiler.getPreprocessor();
  Pp.addPPCallbacks(std::move(Owned));
  Pp.setTokenWatcher([&Budget](const Token &) { Budget.tokenRead(); });
  return Budget;
}

/// What grows without an end in a bomb. Clang frees none of it before the unit
/// ends.
std::size_t UnitBudget::memory() const {
  const SourceManager &Sources = Compiler.getSourceManager();
  std::size_t Bytes = Compiler.getPreprocessor().getTotalMemory() +
                      Sources.getContentCacheSize() +
                      Sources.getDataStructureSizes();
  if (Compiler.hasASTContext())
    Bytes += Compiler.getASTContext().getASTAllocatedMemory();
  return Bytes;
}

/// \p More is what is about to be allocated.
void UnitBudget::check(std::size_t More) {
  if (Limits.seconds && cpuSeconds() > Limits.seconds)
    giveUp("given up after " + std::to_string(Limits.seconds) +
           " s of CPU time; --unit-seconds allows more");
  if (Limits.megabytes &&
      (memory() + More) >> 20 > std::size_t(Limits.megabytes))
    giveUp("given up, for it takes more than " +
           std::to_string(Limits.megabytes) +
           " MB of memory; --unit-memory allows more");
}

void UnitBudget::giveUp(std::string Reason) {
  auto *Recovery = llvm::CrashRecoveryContext::GetCurrent();
  if (!Recovery)
    return;
  Why = std::move(Reason);
  Recovery->HandleExit(1); // no lock is held here: nothing but memory is lost
}

/// How many tokens a call becomes. Clang would put them into memory one after
/// the other and ask nobody: twice as many for each call around, or a thousand
/// times. The arguments are expanded here, as they would be a moment later.
std::size_t UnitBudget::expandedLength(const MacroInfo &Info,
                                       MacroArgs &Arguments) {
  Preprocessor &Pp = Compiler.getPreprocessor();
  std::vector<std::size_t> Lengths(Arguments.getNumMacroArguments());
  bool IsLong = false;
  const llvm::ArrayRef<Token> Body = Info.tokens();
  const auto IsHash = [&](std::size_t I) {
    return I < Body.size() && Body[I].isOneOf(tok::hash, tok::hashhash);
  };
  llvm::SmallVector<unsigned, 16> Uses;
  for (std::size_t I = 0; I < Body.size(); ++I) {
    const IdentifierInfo *Name = Body[I].getIdentifierInfo();
    const int Number = Name ? Info.getParameterNum(Name) : -1;
    const auto N = static_cast<unsigned>(Number);
    if (Number < 0 || N >= Lengths.size())
      continue;
    Uses.push_back(N);
    const Token *Plain = Arguments.getUnexpArgument(N);
    if (Lengths[N] == 0)
      Lengths[N] = MacroArgs::getArgLength(Plain) + 1;
    if (!IsHash(I - 1) && !IsHash(I + 1) &&
        Arguments.ArgNeedsPreexpansion(Plain, Pp))
      Lengths[N] =
          std::max(Lengths[N], Arguments.getPreExpArgument(N, Pp).size());
    IsLong |= Lengths[N] > ShortArgument;
  }
  std::size_t Length = 0;
  if (IsLong)
    for (const unsigned N : Uses)
      Length += Lengths[N];
  return Length;
}

void UnitBudget::MacroExpands(const Token &, const MacroDefinition &Definition,
                              SourceRange, const MacroArgs *Arguments) {
  tokenRead();
  const MacroInfo *Info = Definition.getMacroInfo();
  if (!Arguments || !Info || Info->isBuiltinMacro() || Info->tokens_empty())
    return;
  if (++Depth > MostDepth)
    giveUp("given up, for a macro call has more than " +
           std::to_string(MostDepth) + " others in its argument");
  // The preprocessor hands out its own object, and would do the same with it.
  if (const std::size_t Length =
          expandedLength(*Info, *const_cast<MacroArgs *>(Arguments)))
    check(Length * sizeof(Token));
  --Depth;
}

void UnitBudget::LexedFileChanged(FileID, LexedFileChangeReason,
                                  SrcMgr::CharacteristicKind, FileID,
                                  SourceLocation) {
  check();
}
