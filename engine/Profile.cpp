//===- engine/Profile.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Profile.h"

#include "engine/JsonDepth.h"
#include "engine/OneLine.h"
#include "engine/ProfileText.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <nlohmann/json.hpp>
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>

using namespace pageless;
using nlohmann::json;

namespace {

struct Embedded {
  std::string_view name;
  std::string_view text;
};

constexpr Embedded BuiltIn[] = {
#include "EmbeddedProfiles.inc"
};
constexpr Embedded SchemaText[] = {
#include "EmbeddedProfileSchema.inc"
};

llvm::Error problem(std::string_view Where, const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 llvm::Twine("profile ") +
                                     llvm::StringRef(Where) + ": " +
                                     oneLine(What.str()));
}

/// Whether a text in \p Document is too long to be meant: the standard library
/// needs stack for each byte that it matches with a pattern.
bool hasLongText(const json &Document) {
  constexpr std::size_t Enough = 4096;
  std::vector<const json *> Left = {&Document}; // however deep they are nested
  while (!Left.empty()) {
    const json &One = *Left.back();
    Left.pop_back();
    if (One.is_string() && One.get_ref<const std::string &>().size() > Enough)
      return true;
    if (One.is_object())
      for (const auto &Member : One.items())
        if (Member.key().size() > Enough)
          return true;
    if (One.is_structured())
      for (const json &Inner : One)
        Left.push_back(&Inner);
  }
  return false;
}

/// "" if \p Document fits the schema, else what does not, and where.
std::string checkSchema(const json &Document) {
  valijson::Schema Schema;
  const json SchemaJson = json::parse(SchemaText[0].text);
  valijson::SchemaParser().populateSchema(
      valijson::adapters::NlohmannJsonAdapter(SchemaJson), Schema);
  valijson::ValidationResults Results;
  if (valijson::Validator().validate(
          Schema, valijson::adapters::NlohmannJsonAdapter(Document), &Results))
    return "";
  // Each error is reported again at every level around it: the deepest says
  // what is wrong.
  valijson::ValidationResults::Error Error;
  std::string Message;
  std::size_t Depth = 0;
  while (Results.popError(Error)) {
    if (Error.context.size() <= Depth)
      continue;
    Depth = Error.context.size();
    std::string Path;
    for (const std::string &Part : Error.context)
      Path += Part == "<root>" ? "$" : Part;
    Message = "at " + Path + ": " + Error.description;
  }
  return Message;
}

llvm::Expected<Helper> parseHelper(std::string_view Key, const json &J,
                                   std::string_view Where) {
  Helper H;
  const std::string Call = J.at("call");
  const json &Signature = J.at("signature");
  if (Signature.is_array())
    H.signatures = Signature;
  else
    H.signatures = {Signature};
  H.name = Call.substr(0, Call.find('('));
  llvm::StringRef Object = "{sg}";
  for (const llvm::StringRef Other : {"{bv}", "{value}"})
    if (llvm::StringRef(Call).contains(Other))
      Object = Other;
  constexpr llvm::StringRef Value = "{page}";
  const std::size_t ObjectAt = Call.find(Object);
  const std::size_t ValueAt = Call.find(Value);
  const bool Stores = llvm::StringRef(Key).ends_with(".store");
  if (Stores != (ValueAt != std::string::npos))
    return problem(Where, llvm::Twine("helpers.") + llvm::StringRef(Key) +
                              (Stores ? ": a store's call needs {page}"
                                      : ": only a store's call takes {page}"));
  if (Stores && ValueAt < ObjectAt)
    return problem(Where, llvm::Twine("helpers.") + llvm::StringRef(Key) +
                              ": {page} must come after the object, for "
                              "edits keep the order of the source");
  H.open = Call.substr(0, ObjectAt);
  const std::size_t AfterObject = ObjectAt + Object.size();
  if (Stores) {
    H.separator = Call.substr(AfterObject, ValueAt - AfterObject);
    H.close = Call.substr(ValueAt + Value.size());
  } else {
    H.close = Call.substr(AfterObject);
  }
  return H;
}

llvm::Expected<Support> parseSupport(const json &J, const Profile &P,
                                     const std::string &DefaultHeader,
                                     std::string_view Where) {
  Support S;
  for (const std::string Key : J.at("helpers")) {
    const auto It = P.helpers.find(Key);
    if (It == P.helpers.end())
      return problem(Where, "brings names " + Key + ", which is no helper");
    if (P.bringing(It->second.name))
      return problem(Where, "brings has " + Key + " twice");
    S.helpers.insert(It->second.name);
  }
  S.header = J.value("header", DefaultHeader);
  S.after = J.at("after");
  S.subject = J.at("subject");
  for (const json &Line : J.at("text"))
    S.text += Line.get<std::string>() + "\n";
  return S;
}

} // namespace

const Helper *Profile::find(std::string_view Rule,
                            std::string_view Role) const {
  const auto It = helpers.find(std::string(Rule) + "." + std::string(Role));
  return It == helpers.end() ? nullptr : &It->second;
}

const Support *Profile::bringing(const std::string &Name) const {
  for (const Support &S : brings)
    if (S.helpers.count(Name))
      return &S;
  return nullptr;
}

llvm::Expected<Profile> pageless::parseProfile(std::string_view Text,
                                               std::string_view Where) {
  json J;
  if (isNestedTooDeeply({Text.data(), Text.size()}))
    return problem(Where, "nested too deeply");
  try {
    J = json::parse(Text);
  } catch (const json::exception &E) {
    return problem(Where, llvm::Twine("not JSON: ") + E.what());
  }
  if (hasLongText(J))
    return problem(Where, "it has a text of more than 4096 bytes");
  if (const std::string Message = checkSchema(J); !Message.empty())
    return problem(Where, Message);
  Profile P;
  P.name = J.at("name");
  P.summary = J.at("summary");
  P.json = Text;
  for (const auto &[Key, Value] : J.at("helpers").items()) {
    llvm::Expected<Helper> H = parseHelper(Key, Value, Where);
    if (!H)
      return H.takeError();
    P.helpers.emplace(Key, std::move(*H));
  }
  for (const json &One : J.value("brings", json::array())) {
    llvm::Expected<Support> S = parseSupport(One, P, J.at("header"), Where);
    if (!S)
      return S.takeError();
    P.brings.push_back(std::move(*S));
  }
  return P;
}

llvm::Expected<Profile> pageless::loadProfile(const std::string &NameOrFile) {
  llvm::Expected<std::string> Text = profileText(NameOrFile);
  if (!Text)
    return Text.takeError();
  return parseProfile(*Text, NameOrFile);
}

llvm::Expected<std::string>
pageless::profileText(const std::string &NameOrFile) {
  for (const Embedded &E : BuiltIn)
    if (E.name == NameOrFile)
      return std::string(E.text);
  const llvm::StringRef Name = NameOrFile;
  if (!Name.contains('/') && !Name.ends_with(".json"))
    return problem(NameOrFile, "not built in; there are: " +
                                   llvm::join(builtinProfileNames(), ", ") +
                                   "; or name a .json file");
  auto Buffer = llvm::MemoryBuffer::getFile(NameOrFile);
  if (!Buffer)
    return problem(NameOrFile,
                   "cannot be read: " + Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

std::vector<std::string> pageless::builtinProfileNames() {
  std::vector<std::string> Names;
  for (const Embedded &E : BuiltIn)
    Names.emplace_back(E.name);
  return Names;
}
