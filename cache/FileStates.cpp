//===- cache/FileStates.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/FileStates.h"

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

} // namespace

unsigned FileStates::identify(const PathState &State) {
  if (State.kind == PathState::Kind::None)
    return 0;
  const std::lock_guard Lock(Mutex);
  const auto Next = static_cast<unsigned>(Identities.size() + 1);
  return Identities.try_emplace(State.id, Next).first->second;
}

FileState FileStates::compute(unsigned Number) {
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
    Hash.add(State.text).add(Name).add(IsLedgers);
    const auto Carriers = spelledIn(State.text, J.carriers);
    Hash.add(Carriers.size());
    for (const llvm::StringRef Carrier : Carriers)
      Hash.add(Carrier);
  }
  Result.digest = Hash.digest();
  return Result;
}

FileState FileStates::state(unsigned Number) {
  {
    const std::lock_guard Lock(Mutex);
    if (Number < ByNumber.size() && ByNumber[Number])
      return *ByNumber[Number];
  }
  const FileState Fresh = compute(Number);
  const std::lock_guard Lock(Mutex);
  if (Number >= ByNumber.size())
    ByNumber.resize(Number + 1);
  ByNumber[Number] = Fresh;
  return Fresh;
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
