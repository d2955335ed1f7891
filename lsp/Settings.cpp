//===- lsp/Settings.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/Settings.h"

#include "engine/Convert.h"

#include "llvm/ADT/StringSwitch.h"

using namespace pageless;
using namespace pageless::lsp;
namespace json = llvm::json;

namespace {

llvm::Error wrong(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "the setting " + What);
}

/// Sets \p To to the member, if there is one and it is not null.
llvm::Error take(const json::Object &From, llvm::StringRef Key,
                 std::string &To) {
  const json::Value *Member = From.get(Key);
  if (!Member || Member->kind() == json::Value::Null)
    return llvm::Error::success();
  const auto Text = Member->getAsString();
  if (!Text)
    return wrong(Key + " must be a string");
  To = Text->str();
  return llvm::Error::success();
}

llvm::Error takeRules(const json::Object &From, Settings &To) {
  const json::Value *Member = From.get("rules");
  if (!Member || Member->kind() == json::Value::Null)
    return llvm::Error::success();
  std::vector<std::string> Rules;
  json::Path::Root Root;
  if (!fromJSON(*Member, Rules, Root))
    return wrong("rules must be a list of strings");
  To.rules = std::move(Rules);
  return llvm::Error::success();
}

llvm::Error takeConfidence(const json::Object &From, Settings &To) {
  std::string Name;
  if (llvm::Error E = take(From, "confidence", Name))
    return E;
  if (Name.empty())
    return llvm::Error::success();
  const auto Level = llvm::StringSwitch<std::optional<Confidence>>(Name)
                         .CaseLower("high", Confidence::High)
                         .CaseLower("moderate", Confidence::Moderate)
                         .CaseLower("low", Confidence::Low)
                         .Default(std::nullopt);
  if (!Level)
    return wrong("confidence is '" + Name +
                 "'; it must be high, moderate or low");
  To.confidence = *Level;
  return llvm::Error::success();
}

llvm::Error takeDatabase(const json::Object &From, Settings &To) {
  std::string Path;
  if (llvm::Error E = take(From, "compilationDatabasePath", Path))
    return E;
  if (!Path.empty())
    To.databases = {Path};
  return llvm::Error::success();
}

} // namespace

llvm::Expected<Settings> pageless::lsp::withClients(Settings Old,
                                                    const json::Value &Sent) {
  const json::Object *From = Sent.getAsObject();
  if (!From)
    return Old;
  if (const json::Object *Own = From->getObject("pageless"))
    From = Own;
  if (llvm::Error E = take(*From, "profile", Old.profile))
    return std::move(E);
  if (llvm::Error E = take(*From, "tree", Old.tree))
    return std::move(E);
  if (llvm::Error E = takeDatabase(*From, Old))
    return std::move(E);
  if (llvm::Error E = takeRules(*From, Old))
    return std::move(E);
  if (llvm::Error E = takeConfidence(*From, Old))
    return std::move(E);
  return Old;
}
