//===- engine/EntryCheck.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/EntryCheck.h"

#include "engine/JsonDepth.h"

#include <simdjson.h>

#include <cstring>

using namespace pageless;
namespace dom = simdjson::dom;

struct EntryCheck::Parser {
  dom::parser json;
  const char *end;
};

EntryCheck::EntryCheck(const char *End) : P(std::make_unique<Parser>()) {
  P->end = End;
}

EntryCheck::~EntryCheck() = default;

namespace {

/// A string, or nothing.
std::optional<std::string> textOf(const dom::element &Value) {
  std::string_view Text;
  if (Value.get_string().get(Text))
    return std::nullopt;
  return std::string(Text);
}

bool areTexts(const dom::element &Value) {
  dom::array List;
  if (Value.get_array().get(List))
    return false;
  for (const dom::element One : List)
    if (!One.is_string())
      return false;
  return true;
}

} // namespace

std::optional<EntryCheck::Names> EntryCheck::names(llvm::StringRef Text) {
  // Half a surrogate pair is for the other parser to judge.
  if (memmem(Text.data(), Text.size(), "\\u", 2))
    return std::nullopt;
  // It would take five times the memory before it sees that.
  if (Text.size() > 1 << 20 && isNestedTooDeeply(Text))
    return std::nullopt;
  // The parser reads a little more than the text.
  const bool Copy = static_cast<std::size_t>(P->end - Text.end()) <
                    simdjson::SIMDJSON_PADDING;
  dom::object Object;
  if (P->json.parse(Text.data(), Text.size(), Copy).get_object().get(Object))
    return std::nullopt;
  std::optional<std::string> Directory, File, Command;
  std::optional<bool> Arguments;
  for (const auto [Key, Value] : Object) { // the last of several counts
    if (Key == "directory")
      Directory = textOf(Value);
    else if (Key == "file")
      File = textOf(Value);
    else if (Key == "command")
      Command = textOf(Value);
    else if (Key == "arguments")
      Arguments = areTexts(Value);
  }
  if (!Directory || !File || !Arguments.value_or(Command.has_value()))
    return std::nullopt;
  return Names{std::move(*Directory), std::move(*File)};
}
