//===- shard/Write.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shard/Write.h"

#include "shard/Json.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include <filesystem>

using namespace pageless;
namespace fs = std::filesystem;

namespace {

std::string absolute(const std::string &Path) {
  llvm::SmallString<256> Full(Path);
  (void)llvm::sys::fs::make_absolute(Full);
  return std::string(Full);
}

bool isNamed(const fs::path &Path, const char *Kind) {
  const std::string Name = Path.filename();
  return llvm::StringRef(Name).starts_with(Kind) &&
         llvm::StringRef(Name).ends_with(".json");
}

/// Makes room for a plan's shards.
llvm::Error clear(const std::string &Directory, const std::string &Plan) {
  if (const std::error_code E = llvm::sys::fs::create_directories(Directory))
    return problem("cannot make " + Directory + ": " + E.message());
  std::vector<fs::path> Stale;
  bool HasFacts = false;
  std::error_code Error;
  for (const auto &Entry : fs::directory_iterator(Directory, Error)) {
    HasFacts |= isNamed(Entry.path(), "facts-");
    if (!isNamed(Entry.path(), "shard-"))
      continue;
    auto Old = readShard(Entry.path());
    if (Old && Old->name.plan == Plan)
      continue; // it will be written again, as it is
    llvm::consumeError(Old.takeError());
    Stale.push_back(Entry.path());
  }
  if (Error)
    return problem("cannot list " + Directory + ": " + Error.message());
  if (HasFacts && !Stale.empty())
    return problem(Directory + " has facts of another plan; remove them, or "
                               "name another folder");
  for (const fs::path &Path : Stale)
    fs::remove(Path);
  return llvm::Error::success();
}

} // namespace

RunOptions pageless::runOptions(const ConvertOptions &Convert,
                                const std::string &Root) {
  RunOptions Run;
  Run.tree = Root;
  for (const std::string &Path : Convert.databases)
    Run.databases.push_back(absolute(Path));
  const llvm::StringRef Profile = Convert.profile;
  Run.profile = Profile.contains('/') || Profile.ends_with(".json")
                    ? absolute(Convert.profile)
                    : Convert.profile;
  Run.rules = Convert.rules;
  const TreePaths Paths(Root);
  for (const std::string &Path : Convert.paths)
    Run.paths.push_back(Paths.relative(Path, Root) ? Root + "/" + Path
                                                   : absolute(Path));
  Run.everyView = Convert.everyView;
  Run.confidence = Convert.confidence;
  return Run;
}

ConvertOptions pageless::convertOptions(const RunOptions &Run) {
  ConvertOptions Convert;
  Convert.tree = Run.tree;
  Convert.databases = Run.databases;
  Convert.profile = Run.profile;
  Convert.rules = Run.rules;
  Convert.paths = Run.paths;
  Convert.everyView = Run.everyView;
  Convert.confidence = Run.confidence;
  return Convert;
}

std::vector<ShardUnit> pageless::withCosts(std::vector<ShardUnit> Units,
                                           const std::string &Root,
                                           const Costs &Expected) {
  for (ShardUnit &Unit : Units) {
    std::uint64_t Bytes = 0;
    if (llvm::sys::fs::file_size(Root + "/" + Unit.command.file, Bytes))
      Bytes = 0; // it is gone, which the parse will say
    Unit.cost = Expected.expect(Unit.configuration, Unit.command.file, Bytes);
  }
  return Units;
}

llvm::Error pageless::writeShards(const std::string &Directory,
                                  const std::vector<Shard> &Shards) {
  if (llvm::Error E = clear(Directory, Shards.front().name.plan))
    return E;
  for (const Shard &S : Shards)
    if (llvm::Error E = writeShard(Directory, S))
      return E;
  return llvm::Error::success();
}
