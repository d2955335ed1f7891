//===- engine/Condition.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Condition.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace pageless;

KernelConfig KernelConfig::load(const std::string &ObjectDirectory) {
  KernelConfig Config;
  auto Buffer = llvm::MemoryBuffer::getFile(ObjectDirectory +
                                            "/include/generated/autoconf.h");
  if (!Buffer)
    return Config;
  Config.known = true;
  llvm::StringRef Rest = (*Buffer)->getBuffer();
  while (!Rest.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Rest) = Rest.split('\n');
    if (Line.consume_front("#define CONFIG_"))
      Config.defined.insert(("CONFIG_" + Line.split(' ').first).str());
  }
  return Config;
}

namespace {

Truth negate(Truth T) {
  if (T == Truth::Unknown)
    return T;
  return T == Truth::True ? Truth::False : Truth::True;
}

Truth both(Truth A, Truth B) {
  if (A == Truth::False || B == Truth::False)
    return Truth::False;
  return A == Truth::True ? B : A;
}

Truth either(Truth A, Truth B) { return negate(both(negate(A), negate(B))); }

/// Reads `||`, `&&`, `!`, parentheses, names, numbers and calls. What it does
/// not know makes the whole condition unknown.
class Reader {
public:
  Reader(llvm::StringRef Text, const KernelConfig &Config)
      : Rest(Text), Config(Config) {}

  Truth run() {
    const Truth T = readOr();
    return Rest.ltrim().empty() ? T : Truth::Unknown;
  }

private:
  bool consume(llvm::StringRef Token) {
    Rest = Rest.ltrim();
    return Rest.consume_front(Token);
  }

  Truth readOr() {
    Truth T = readAnd();
    while (consume("||"))
      T = either(T, readAnd());
    return T;
  }

  Truth readAnd() {
    Truth T = readUnary();
    while (consume("&&"))
      T = both(T, readUnary());
    return T;
  }

  Truth readUnary() {
    if (consume("!"))
      return negate(readUnary());
    if (consume("(")) {
      const Truth T = readOr();
      return consume(")") ? T : giveUp();
    }
    const llvm::StringRef Name = readName();
    if (Name.empty())
      return giveUp();
    if (llvm::isDigit(Name.front()))
      return number(Name);
    if (Name == "defined" || Name.starts_with("IS_"))
      return readCall(Name);
    return valueOf(Name);
  }

  llvm::StringRef readName() {
    Rest = Rest.ltrim();
    const llvm::StringRef Name = Rest.take_while(
        [](char Byte) { return llvm::isAlnum(Byte) || Byte == '_'; });
    Rest = Rest.drop_front(Name.size());
    return Name;
  }

  Truth readCall(llvm::StringRef Callee) {
    const bool Open = consume("(");
    const llvm::StringRef Name = readName();
    if (Name.empty() || (Open && !consume(")")))
      return giveUp();
    const Truth BuiltIn = valueOf(Name);
    const std::string Module = Name.str() + "_MODULE";
    if (Callee == "defined" || Callee == "IS_BUILTIN")
      return BuiltIn;
    if (Callee == "IS_MODULE")
      return valueOf(Module);
    if (Callee == "IS_ENABLED")
      return either(BuiltIn, valueOf(Module));
    return Truth::Unknown;
  }

  Truth valueOf(llvm::StringRef Name) const {
    if (!Config.known || !Name.starts_with("CONFIG_"))
      return Truth::Unknown;
    return Config.defined.contains(Name) ? Truth::True : Truth::False;
  }

  static Truth number(llvm::StringRef Text) {
    unsigned long long Value = 0;
    if (Text.rtrim("uUlL").getAsInteger(0, Value))
      return Truth::Unknown;
    return Value != 0 ? Truth::True : Truth::False;
  }

  /// Leaves text behind, so that run() says Unknown.
  Truth giveUp() {
    Rest = "?";
    return Truth::Unknown;
  }

  llvm::StringRef Rest;
  const KernelConfig &Config;
};

} // namespace

Truth pageless::evaluateCondition(llvm::StringRef Condition,
                                  const KernelConfig &Config) {
  return Reader(Condition, Config).run();
}
