//===- compdb/Kconfig.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Kconfig.h"

#include "llvm/ADT/StringExtras.h"

using namespace pageless;

namespace {

llvm::StringRef unquoted(llvm::StringRef Value) {
  if (Value.size() >= 2 && Value.front() == '"' && Value.back() == '"')
    return Value.drop_front().drop_back();
  return Value;
}

bool isNameCharacter(char C) { return llvm::isAlnum(C) || C == '_'; }

bool isNumber(llvm::StringRef Value) {
  long long Ignored;
  return !Value.getAsInteger(0, Ignored);
}

} // namespace

Kconfig Kconfig::parse(llvm::StringRef Text) {
  Kconfig Config;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    const auto [Name, Value] = Line.rtrim("\r").split('=');
    llvm::StringRef Option = Name;
    if (Option.consume_front("CONFIG_"))
      Config.Values[Option.str()] = unquoted(Value).str();
  }
  return Config;
}

std::string Kconfig::value(llvm::StringRef Name) const {
  const auto Found = Values.find(Name.str());
  return Found == Values.end() ? "n" : Found->second;
}

llvm::Expected<SetOption> SetOption::parse(llvm::StringRef Text) {
  auto [Name, Value] = Text.split('=');
  Name.consume_front("CONFIG_");
  if (!Text.contains('=') || Name.empty() || Value.empty() ||
      !llvm::all_of(Name, isNameCharacter) ||
      Value.find_first_of("\n\\") != llvm::StringRef::npos)
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "--set " + Text +
                                       ": must be like CONFIG_HIGHMEM=y");
  return SetOption{Name.str(), unquoted(Value).str()};
}

std::string SetOption::line() const {
  if (value == "n")
    return "# CONFIG_" + name + " is not set\n";
  const bool Bare = value == "y" || value == "m" || isNumber(value);
  return "CONFIG_" + name + "=" + (Bare ? value : '"' + value + '"') + "\n";
}

std::string SetOption::suffix() const {
  std::string Suffix = name + "-" + value;
  for (char &C : Suffix)
    if (!isNameCharacter(C) && C != '-' && C != '.')
      C = '_';
  return Suffix;
}

std::vector<std::string>
pageless::refusedOptions(const Kconfig &Config,
                         llvm::ArrayRef<SetOption> Options) {
  std::vector<std::string> Refused;
  for (const SetOption &Option : Options) {
    const std::string Got = Config.value(Option.name);
    if (Got != Option.value)
      Refused.push_back("Kconfig did not take CONFIG_" + Option.name + "=" +
                        Option.value + "; it is " + Got +
                        ": the option does not exist there, or something that "
                        "it depends on is off");
  }
  return Refused;
}
