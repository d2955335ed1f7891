//===- shard/FactsFile.cpp - The file of a shard's facts ------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FactsJson.h"
#include "shard/Facts.h"
#include "shard/Json.h"

#include "llvm/Support/Path.h"

using namespace pageless;
using nlohmann::json;

namespace {

/// The `$id` of facts.schema.json. Its last part grows when a reader of the old
/// format could misread the new one.
constexpr const char *SchemaId = "urn:pageless:facts:1";

/// Paths by folder, which thousands of them share.
json toJson(const InputHashes &Inputs) {
  json Folders = json::object();
  for (const auto &[Path, Sum] : Inputs)
    Folders[llvm::sys::path::parent_path(Path).str()]
           [llvm::sys::path::filename(Path).str()] = Sum;
  return Folders;
}

InputHashes inputsFrom(const json &Folders) {
  InputHashes Inputs;
  for (const auto &[Folder, Names] : Folders.items())
    for (const auto &[Name, Sum] : Names.items())
      Inputs[Folder == "/" ? Folder + Name : Folder + "/" + Name] = Sum;
  return Inputs;
}

} // namespace

llvm::Error pageless::writeFacts(const std::string &Path,
                                 const ShardFacts &Facts) {
  json Document = newDocument(SchemaId);
  setHead(Document, Facts.name, Facts.run);
  Document["job"] = Facts.job;
  Document["shardFile"] = Facts.shardFile;
  json Units = json::array();
  for (const KnownUnit &Unit : Facts.units)
    Units.push_back({{"key", Unit.key},
                     {"cost", Unit.cost},
                     {"facts", factsToJson(Unit.facts)}});
  Document["units"] = std::move(Units);
  Document["inputs"] = toJson(Facts.inputs);
  Document["hasAllInputs"] = Facts.hasAllInputs;
  return writeDocument(Path, Document);
}

llvm::Expected<ShardFacts> pageless::readFacts(const std::string &Path) {
  ShardFacts Facts;
  const auto Read = [&](const json &Document) -> llvm::Error {
    getHead(Document, Facts.name, Facts.run);
    Document.at("job").get_to(Facts.job);
    Document.at("shardFile").get_to(Facts.shardFile);
    for (const json &From : Document.at("units")) {
      llvm::Expected<UnitFacts> Said = factsFromJson(From.at("facts"));
      if (!Said)
        return Said.takeError();
      Facts.units.push_back(
          {From.at("key"), From.at("cost"), std::move(*Said)});
    }
    Facts.inputs = inputsFrom(Document.at("inputs"));
    Document.at("hasAllInputs").get_to(Facts.hasAllInputs);
    return llvm::Error::success();
  };
  if (llvm::Error E = readDocument(Path, SchemaId, Read))
    return E;
  return Facts;
}

llvm::Expected<std::vector<UnitCost>>
pageless::readCosts(const std::string &Path) {
  std::vector<UnitCost> Costs;
  const auto Read = [&](const json &Document) -> llvm::Error {
    for (const json &Unit : Document.at("units")) {
      const json &Report = Unit.at("facts").at("report");
      Costs.push_back(
          {Report.at("configuration"), Report.at("file"), Unit.at("cost")});
    }
    return llvm::Error::success();
  };
  if (llvm::Error E = readDocument(Path, SchemaId, Read, /*AnyTool=*/true))
    return E;
  return Costs;
}
