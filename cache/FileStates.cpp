//===- cache/FileStates.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/FileStates.h"

#include "cache/TokenDigest.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/Support/LEB128.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <set>

using namespace pageless;

namespace {

/// Which of \p Names a text spells, in their order.
std::set<llvm::StringRef> spelledIn(llvm::StringRef Text,
                                    const llvm::StringSet<> &Names) {
  std::set<llvm::StringRef> Spelled;
  for (const std::size_t At : findIdentifiers(Text, Names))
    Spelled.insert(Text.substr(At).take_while([](char C) {
      return clang::isAsciiIdentifierContinue(C, /*AllowDollar=*/true);
    }));
  return Spelled;
}

Digest digestOf(const llvm::StringSet<> &Names) {
  std::set<llvm::StringRef> Sorted;
  for (const llvm::StringRef Name : Names.keys())
    Sorted.insert(Name);
  Digester Hash;
  for (const llvm::StringRef Name : Sorted)
    Hash.add(Name);
  return Hash.digest();
}

} // namespace

FileStates::FileStates(const Job &J, const SharedFiles &Files,
                       TextMemory &Memory)
    : J(J), Files(Files), Memory(Memory), Names(digestOf(Files.keep())) {}

unsigned FileStates::identify(const PathState &State) {
  if (State.kind == PathState::Kind::None)
    return 0;
  const std::lock_guard Lock(Mutex);
  const auto Next = static_cast<unsigned>(Identities.size() + 1);
  return Identities.try_emplace(State.id, Next).first->second;
}

/// What a unit sees in a text, and which carriers it spells. Where it spells
/// one, bytes may decide what is skipped, and so how often Clang is run.
Digest FileStates::view(unsigned Number, llvm::StringRef Text, Sight How) {
  const Digest Key = Digester()
                         .add(bytesOf(Names))
                         .add(static_cast<unsigned>(How))
                         .add(Text)
                         .digest();
  if (const auto Known = Memory.recall(Key))
    return *Known;
  const auto Carriers = spelledIn(Text, J.carriers);
  Digester Hash;
  if (How == Sight::Text || !Carriers.empty())
    Hash.add(Text);
  else
    Hash.add(
        bytesOf(tokenDigest(How >= Sight::Heads ? Files.blanked(Number) : Text,
                            How == Sight::Tokens || How == Sight::Heads)));
  Hash.add(Carriers.size());
  for (const llvm::StringRef Carrier : Carriers)
    Hash.add(Carrier);
  const Digest Result = Hash.digest();
  Memory.remember(Key, Result);
  return Result;
}

FileState FileStates::compute(unsigned Number, Sight How) {
  const PathState State = Files.state(Number);
  const llvm::StringRef Path = Files.path(Number);
  FileState Result;
  Result.identity = identify(State);
  Digester Hash;
  Hash.add(static_cast<std::uint64_t>(State.kind))
      .add(static_cast<std::uint64_t>(State.error.value()));
  if (State.kind == PathState::Kind::Other)
    Result.isCertain = Path == "/dev/null";
  if (State.kind == PathState::Kind::File) {
    const std::string Name = J.paths.relative(Path, "").value_or("");
    const auto It = J.ledger.texts.find(Name);
    const bool IsLedgers = It != J.ledger.texts.end();
    Result.isCertain = !IsLedgers || It->second == State.text;
    // Not for what #embed may take in.
    const bool IsCode = Path.ends_with(".h") || Path.ends_with(".c");
    const Digest Seen =
        view(Number, State.text, IsCode && !IsLedgers ? How : Sight::Text);
    Hash.add(bytesOf(Seen)).add(Name).add(IsLedgers);
  }
  Result.digest = Hash.digest();
  return Result;
}

FileState FileStates::state(unsigned Number, Sight How) {
  {
    const std::lock_guard Lock(Mutex);
    if (const auto It = Known.find({Number, How}); It != Known.end())
      return It->second;
  }
  const FileState Fresh = compute(Number, How);
  const std::lock_guard Lock(Mutex);
  return Known.try_emplace({Number, How}, Fresh).first->second;
}

std::string pageless::aliasesAmong(llvm::ArrayRef<unsigned> Identities) {
  std::vector<std::size_t> First; // by identity: where it stands, from 1
  std::string Text;
  llvm::raw_string_ostream Out(Text);
  for (std::size_t I = 0; I < Identities.size(); ++I) {
    const unsigned Identity = Identities[I];
    if (Identity == 0)
      continue;
    if (Identity >= First.size())
      First.resize(std::max<std::size_t>(Identity + 1, 2 * First.size()));
    if (First[Identity] == 0) {
      First[Identity] = I + 1;
      continue;
    }
    llvm::encodeULEB128(I, Out);
    llvm::encodeULEB128(First[Identity] - 1, Out);
  }
  return Text;
}
