//===- shard/Shard.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shard/Shard.h"

#include "shard/Balance.h"
#include "shard/Hash.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

std::vector<std::string> sortedKeys(const llvm::StringSet<> &Names) {
  std::vector<std::string> Sorted;
  for (const llvm::StringRef Name : Names.keys())
    Sorted.push_back(Name.str());
  llvm::sort(Sorted);
  return Sorted;
}

void add(Hash &H, const Slot &S) {
  H.add(S.rule).add(S.key).add(S.word).add(S.file).add(S.group).add(S.path);
  H.add(S.open ? "open" : "").add(S.keepsName ? "keeps" : "");
}

std::string keyOf(llvm::StringRef Configuration, llvm::StringRef InferredFrom,
                  const CompileCommand &Command) {
  Hash H;
  H.add(Configuration).add(InferredFrom).add(Command.file);
  H.add(Command.directory);
  for (const char *Argument : Command.arguments)
    H.add(Argument);
  return H.text();
}

/// "shard-03-of-12": sorted by name is sorted by number.
std::string fileNamed(const std::string &Directory, const char *Kind,
                      const ShardName &Name) {
  const std::string Of = std::to_string(Name.of);
  std::string Number = std::to_string(Name.number);
  Number.insert(0, Of.size() - std::min(Of.size(), Number.size()), '0');
  return Directory + "/" + Kind + "-" + Number + "-of-" + Of + ".json";
}

} // namespace

JobData pageless::dataOf(const Job &J, std::string Profile) {
  JobData Data;
  Data.profile = std::move(Profile);
  for (const Rule *R : J.rules)
    Data.rules.push_back({R->id, R->version, R->words, R->slots});
  Data.carriers = sortedKeys(J.carriers);
  for (const auto &[File, Text] : J.ledger.texts)
    Data.files[File] = hashOf(Text);
  Data.least = J.least;
  return Data;
}

std::string pageless::keyOf(const JobData &J) {
  Hash H;
  H.add(J.profile).add(toString(J.least));
  for (const JobData::RuleData &R : J.rules) {
    H.add(R.id).add(R.version).add("words");
    for (const std::string &Word : R.words)
      H.add(Word);
    H.add("slots");
    for (const auto &[Key, S] : R.slots)
      ::add(H, S);
  }
  H.add("carriers");
  for (const std::string &Name : J.carriers)
    H.add(Name);
  H.add("files");
  for (const auto &[File, Sum] : J.files)
    H.add(File).add(Sum);
  return H.text();
}

std::string pageless::keyOf(const PlannedUnit &Unit) {
  return ::keyOf(Unit.database->name, Unit.inferredFrom, *Unit.command);
}

std::string pageless::keyOf(const ShardUnit &Unit) {
  return ::keyOf(Unit.configuration, Unit.inferredFrom, Unit.command);
}

std::vector<Shard> pageless::divide(const RunOptions &Run, const JobData &J,
                                    std::vector<ShardUnit> Units,
                                    std::size_t Count) {
  Hash H;
  H.add(keyOf(J)).add(std::to_string(Count));
  std::vector<double> Seconds;
  for (const ShardUnit &Unit : Units) {
    H.add(keyOf(Unit));
    Seconds.push_back(Unit.cost);
  }
  const auto Divided = balance(Seconds, Count);
  // Which shard has a unit depends on the costs that were given, too.
  for (const std::vector<std::size_t> &Part : Divided) {
    H.add("shard");
    for (const std::size_t I : Part)
      H.add(std::to_string(I));
  }
  const std::string Plan = H.text();
  std::vector<Shard> Shards;
  for (std::size_t I = 0; I < Count; ++I) {
    Shard S{{Plan, I + 1, Count}, Run, J, {}};
    for (const std::size_t Unit : Divided[I])
      S.units.push_back(std::move(Units[Unit]));
    Shards.push_back(std::move(S));
  }
  return Shards;
}

std::string pageless::shardFile(const std::string &Directory,
                                const ShardName &Name) {
  return fileNamed(Directory, "shard", Name);
}

std::string pageless::factsFile(const std::string &Directory,
                                const ShardName &Name) {
  return fileNamed(Directory, "facts", Name);
}
