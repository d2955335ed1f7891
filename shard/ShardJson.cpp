//===- shard/ShardJson.cpp - The file of a shard --------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The commands of a kernel have 100 arguments, nearly all of which are the
// same: a file has each argument and folder once, and units have their numbers.
//
//===----------------------------------------------------------------------===//

#include "shard/Json.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringMap.h"

using namespace pageless;
using nlohmann::json;

namespace {

/// The `$id` of shard.schema.json. Its last part grows when a reader of the old
/// format could misread the new one.
constexpr const char *SchemaId = "urn:pageless:shard:1";

/// Numbers texts in the order in which they come.
class Numbered {
public:
  std::size_t operator()(llvm::StringRef Text) {
    const auto [It, Fresh] = Numbers.try_emplace(Text, Texts.size());
    if (Fresh)
      Texts.push_back(Text.str());
    return It->second;
  }
  std::vector<std::string> Texts;

private:
  llvm::StringMap<std::size_t> Numbers;
};

json toJson(const Slot &S) {
  return {{"key", S.key},
          {"word", S.word},
          {"file", S.file},
          {"group", S.group},
          {"path", S.path},
          {"open", S.open},
          {"keepsName", S.keepsName}};
}

json toJson(const JobData &J) {
  json Rules = json::array();
  for (const JobData::RuleData &R : J.rules) {
    json SlotList = json::array();
    for (const auto &[Key, S] : R.slots)
      SlotList.push_back(toJson(S));
    Rules.push_back({{"id", R.id},
                     {"version", R.version},
                     {"words", R.words},
                     {"slots", std::move(SlotList)}});
  }
  return {{"profile", J.profile},
          {"rules", std::move(Rules)},
          {"carriers", J.carriers},
          {"files", J.files},
          {"confidence", toString(J.least)}};
}

JobData::RuleData ruleFrom(const json &From) {
  JobData::RuleData R{From.at("id"), From.at("version"), From.at("words"), {}};
  for (const json &One : From.at("slots")) {
    Slot S{R.id,           One.at("key"),      One.at("word"),
           One.at("file"), One.at("group"),    One.at("path"),
           One.at("open"), One.at("keepsName")};
    R.slots.emplace(S.key, S);
  }
  return R;
}

JobData jobFrom(const json &From, Confidence Least) {
  JobData J;
  From.at("profile").get_to(J.profile);
  for (const json &One : From.at("rules"))
    J.rules.push_back(ruleFrom(One));
  From.at("carriers").get_to(J.carriers);
  From.at("files").get_to(J.files);
  J.least = Least;
  return J;
}

json toJson(const ShardUnit &Unit, Numbered &Arguments, Numbered &Folders) {
  json List = json::array();
  for (const char *Argument : Unit.command.arguments)
    List.push_back(Arguments(Argument));
  return {{"file", Unit.command.file},
          {"configuration", Unit.configuration},
          {"inferredFrom", Unit.inferredFrom},
          {"directory", Folders(Unit.command.directory)},
          {"arguments", std::move(List)},
          {"cost", Unit.cost}};
}

} // namespace

llvm::Error pageless::writeShard(const std::string &Directory, const Shard &S) {
  json Document = newDocument(SchemaId);
  setHead(Document, S.name, S.run);
  Document["job"] = toJson(S.job);
  Numbered Arguments, Folders;
  json Units = json::array();
  for (const ShardUnit &Unit : S.units)
    Units.push_back(toJson(Unit, Arguments, Folders));
  Document["arguments"] = Arguments.Texts;
  Document["directories"] = Folders.Texts;
  Document["units"] = std::move(Units);
  return writeDocument(shardFile(Directory, S.name), Document);
}

llvm::Expected<Shard> pageless::readShard(const std::string &Path) {
  Shard S;
  const auto Read = [&](const json &Document) -> llvm::Error {
    getHead(Document, S.name, S.run);
    S.job = jobFrom(Document.at("job"), S.run.confidence);
    const auto Pool = std::make_shared<ArgumentPool>();
    std::vector<const char *> Arguments;
    for (const json &Text : Document.at("arguments"))
      Arguments.push_back(Pool->keep(Text.get_ref<const std::string &>()));
    for (const json &From : Document.at("units")) {
      ShardUnit Unit{From.at("configuration"),
                     From.at("inferredFrom"),
                     {},
                     From.at("cost")};
      Unit.command = {Document.at("directories")
                          .at(From.at("directory").get<std::size_t>()),
                      {},
                      From.at("file"),
                      Pool};
      for (const std::size_t I : From.at("arguments")) {
        if (I >= Arguments.size())
          return problem("no argument " + llvm::Twine(I));
        Unit.command.arguments.push_back(Arguments[I]);
      }
      S.units.push_back(std::move(Unit));
    }
    return llvm::Error::success();
  };
  if (llvm::Error E = readDocument(Path, SchemaId, Read))
    return E;
  return S;
}
