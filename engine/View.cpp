//===- engine/View.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/View.h"

using namespace pageless;

bool pageless::needsAst(const Word &W) {
  return W.kind == WordKind::Code || W.kind == WordKind::MacroBody;
}

Views::Views(const Ledger &L, const std::vector<CompileDatabase> &Databases)
    : L(L) {
  for (const CompileDatabase &Database : Databases) {
    // All commands of a kernel's database run in its O= directory.
    const auto First = Database.commands.begin();
    Configs.push_back(
        First == Database.commands.end()
            ? KernelConfig()
            : KernelConfig::load(CompileDatabase::command(*First).directory));
  }
}

Truth Views::shows(const Word &W, std::size_t Database) const {
  return truthOf(W, Configs[Database]);
}

Truth Views::truthOf(const Word &W, const KernelConfig &Config) const {
  const std::vector<std::size_t> &Directives = L.files.at(W.file).directives;
  Truth All = Truth::True;
  for (const Word::Condition &Condition : W.conditions) {
    Truth One = evaluateCondition(Condition.text, Config);
    // The include guard of a header holds when it is read for the first time.
    if (One == Truth::Unknown && Condition.offset == Directives.front() &&
        llvm::StringRef(Condition.text).starts_with("!"))
      One = Truth::True;
    if (One == Truth::False)
      return One;
    if (One == Truth::Unknown)
      All = One;
  }
  return All;
}

std::string Views::view(const std::string &File, std::size_t Database) const {
  std::string View;
  for (const Word &W : L.files.at(File).words)
    if (needsAst(W)) {
      const Truth T = shows(W, Database);
      View += T == Truth::True ? 'T' : T == Truth::False ? 'F' : '?';
    }
  return View;
}

bool Views::dependsOnUnit(const Word &W, std::size_t Database) const {
  static const KernelConfig None{/*known=*/true, {}};
  const KernelConfig &Config =
      Configs[Database].known ? Configs[Database] : None;
  return truthOf(W, Config) == Truth::Unknown;
}
