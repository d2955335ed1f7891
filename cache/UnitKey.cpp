//===- cache/UnitKey.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/UnitKey.h"

#include <algorithm>
#include <string>
#include <vector>

using namespace pageless;

namespace {

void addSet(const llvm::StringSet<> &Set, Digester &Hash) {
  std::vector<llvm::StringRef> Sorted;
  for (const llvm::StringRef One : Set.keys())
    Sorted.push_back(One);
  std::sort(Sorted.begin(), Sorted.end());
  Hash.add(Sorted.size());
  for (const llvm::StringRef One : Sorted)
    Hash.add(One);
}

// Bindings name every field, so that a new one does not compile until somebody
// has thought of it here.

void addSlot(const Slot &S, Digester &Hash) {
  const auto &[Rule, Key, Word, File, Group, Path, Open, KeepsName] = S;
  for (const std::string *Text : {&Rule, &Key, &Word, &File, &Group, &Path})
    Hash.add(*Text);
  Hash.add(Open).add(KeepsName);
}

void addRule(const Rule &R, Digester &Hash) {
  const auto &[Id, Version, Summary, Explain, Before, After, Confidence, Reach,
               Words, Roles, OptionalRoles, OnRequest, SameCode, Hides,
               WholeTree, Slots,
               Cases] = R; // what is not added is the program's
  Hash.add(Id).add(Version).add(Words.size());
  for (const std::string &Word : Words)
    Hash.add(Word);
  Hash.add(Slots.size());
  for (const auto &[Key, One] : Slots) {
    Hash.add(Key);
    addSlot(One, Hash);
  }
}

} // namespace

Digest pageless::jobKey(const Digest &Program, const Job &J,
                        const Shortcuts &Enabled) {
  const auto &[Ledger, Paths, Profile, Rules, Words, Carriers, Helpers, Least,
               LeastOf, Limits] = J; // of the ledger, files count by themselves
  const auto &[SkipBodies, ShareFiles, BlankHeaders, PrecompileHeaders,
               BatchReads] = Enabled;
  Digester Hash;
  Hash.add(bytesOf(Program)).add(Paths.root());
  Hash.add(Profile.name).add(Profile.json);
  Hash.add(Rules.size());
  for (const Rule *One : Rules)
    addRule(*One, Hash);
  addSet(Words, Hash);
  addSet(Helpers, Hash);
  Hash.add(static_cast<std::uint64_t>(Least)).add(LeastOf.size());
  for (const auto &[Id, Confidence] : LeastOf)
    Hash.add(Id).add(static_cast<std::uint64_t>(Confidence));
  (void)Limits; // what was given up is not kept
  // How the scan reads makes no difference to what it reads.
  (void)BatchReads;
  Hash.add(SkipBodies).add(ShareFiles);
  Hash.add(BlankHeaders).add(PrecompileHeaders);
  return Hash.digest();
}

Digest pageless::unitKey(const Digest &Job, const CompileCommand &Command,
                         llvm::StringRef Told) {
  const auto &[Directory, Arguments, File, Pool] = Command;
  Digester Hash;
  Hash.add(bytesOf(Job)).add(Directory).add(File).add(Arguments.size());
  for (const char *Argument : Arguments)
    Hash.add(Argument);
  Hash.add(Told);
  return Hash.digest();
}
