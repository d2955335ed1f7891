//===- suggest/Condition.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Condition.h"

#include "llvm/ADT/StringExtras.h"

#include <vector>

using namespace pageless;

namespace {

bool isWordByte(char C) { return llvm::isAlnum(C) || C == '_'; }

/// Splits an expression into words, quoted texts and operators.
std::vector<std::string> tokenize(llvm::StringRef Text) {
  std::vector<std::string> Tokens;
  for (;;) {
    Text = Text.ltrim();
    if (Text.empty() || Text.starts_with("//"))
      return Tokens;
    std::size_t Length = 1;
    if (isWordByte(Text.front())) {
      Length = std::min(Text.find_if_not(isWordByte), Text.size());
    } else if (Text.front() == '"' || Text.front() == '\'') {
      Length = std::min(Text.find(Text.front(), 1), Text.size() - 1) + 1;
    } else if (Text.starts_with("$(")) {
      Length = std::min(Text.find(')'), Text.size() - 1) + 1;
    } else {
      for (const llvm::StringRef Two : {"&&", "||", "==", "!=", "<=", ">="})
        if (Text.starts_with(Two))
          Length = 2;
    }
    Tokens.push_back(Text.take_front(Length).str());
    Text = Text.drop_front(Length);
  }
}

/// What both grammars share: ||, &&, ! and parentheses, by precedence.
class Parser {
public:
  Parser(llvm::StringRef Text) : Text(Text.trim()), Tokens(tokenize(Text)) {}
  virtual ~Parser() = default;

  Need parse() {
    Need N = parseOr();
    return Next == Tokens.size() ? N : notUnderstood();
  }

protected:
  /// An operand that starts with a word.
  virtual Need parseOperand() = 0;

  Need notUnderstood() const {
    return unknown("whether " + Text.str() + " holds");
  }

  llvm::StringRef peek(std::size_t Ahead = 0) const {
    return Next + Ahead < Tokens.size() ? llvm::StringRef(Tokens[Next + Ahead])
                                        : llvm::StringRef();
  }

  llvm::StringRef take() { return Tokens[Next++]; }

  bool consume(llvm::StringRef Token) {
    if (peek() != Token)
      return false;
    ++Next;
    return true;
  }

  /// Skips to the end of the operand: to a && or || or ) outside parentheses.
  Need skipOperand() {
    for (unsigned Depth = 0; Next < Tokens.size(); ++Next) {
      const llvm::StringRef T = peek();
      if (T == "(")
        ++Depth;
      else if (Depth == 0 && (T == ")" || T == "&&" || T == "||"))
        break;
      else if (T == ")")
        --Depth;
    }
    return notUnderstood();
  }

  /// True if the next token continues an operand, as in `A == B` or `F(x)`.
  bool operandGoesOn() const {
    return !peek().empty() && peek() != ")" && peek() != "&&" && peek() != "||";
  }

private:
  Need parseOr() {
    Need N = parseAnd();
    while (consume("||"))
      N = std::move(N) || parseAnd();
    return N;
  }

  Need parseAnd() {
    Need N = parseUnary();
    while (consume("&&"))
      N = std::move(N) && parseUnary();
    return N;
  }

  Need parseUnary() {
    if (Next == Tokens.size())
      return notUnderstood();
    if (consume("!"))
      return !parseUnary();
    if (!consume("("))
      return parseOperand();
    Need N = parseOr();
    if (!consume(")"))
      return notUnderstood();
    return operandGoesOn() ? skipOperand() : N;
  }

  llvm::StringRef Text;
  std::vector<std::string> Tokens;
  std::size_t Next = 0;
};

class CParser : public Parser {
public:
  CParser(llvm::StringRef Text, MacroTest Bare, MacroLookup Lookup)
      : Parser(Text), Bare(Bare), Lookup(Lookup) {}

private:
  Need parseOperand() override {
    if (peek() == "defined") {
      take();
      const bool Parentheses = consume("(");
      if (peek().empty() || !isWordByte(peek().front()))
        return skipOperand();
      const std::string Name = take().str();
      if (Parentheses && !consume(")"))
        return skipOperand();
      return Lookup(Name, MacroTest::Defined);
    }
    if (peek().starts_with("IS_") && peek(1) == "(" &&
        peek(2).starts_with("CONFIG_") && peek(3) == ")")
      return parseIs();
    long long Number = 0;
    const std::string Word = take().str();
    if (operandGoesOn() || !isWordByte(Word.front()))
      return skipOperand();
    if (!llvm::isDigit(Word.front()))
      return Lookup(Word, Bare);
    if (llvm::StringRef(Word).rtrim("uUlL").getAsInteger(0, Number))
      return skipOperand();
    return Number ? always() : never("its #if condition is 0");
  }

  /// IS_ENABLED(CONFIG_X) and its kin.
  Need parseIs() {
    const std::string Which = take().str();
    take();
    const std::string Name = take().drop_front(7).str();
    take();
    if (Which == "IS_ENABLED" || Which == "IS_REACHABLE")
      return symbol(Name, Need::Test::Enabled);
    if (Which == "IS_BUILTIN")
      return symbol(Name, Need::Test::BuiltIn);
    if (Which == "IS_MODULE")
      return symbol(Name, Need::Test::Module);
    return notUnderstood();
  }

  MacroTest Bare;
  MacroLookup Lookup;
};

class KconfigParser : public Parser {
public:
  using Parser::Parser;

private:
  Need parseOperand() override {
    const std::string Name = take().str();
    if (peek() == "=" || peek() == "!=") {
      const bool Equal = take() == "=";
      if (peek().empty())
        return notUnderstood();
      const llvm::StringRef Value = take();
      if (Name.front() != '"' && (Value == "y" || Value == "m" || Value == "n"))
        return compared(Name, Value, Equal);
      return notUnderstood();
    }
    if (operandGoesOn() || Name.front() == '$' || Name.front() == '"')
      return skipOperand();
    if (Name == "y" || Name == "m")
      return always();
    if (Name == "n")
      return never("its Kconfig entry depends on n");
    return symbol(Name, Need::Test::Enabled);
  }

  static Need compared(const std::string &Name, llvm::StringRef Value,
                       bool Equal) {
    Need N = symbol(Name, Value == "y"   ? Need::Test::BuiltIn
                          : Value == "m" ? Need::Test::Module
                                         : Need::Test::Enabled);
    return Equal == (Value != "n") ? N : !N;
  }
};

} // namespace

Need pageless::parseCondition(llvm::StringRef Text, MacroTest Bare,
                              MacroLookup Lookup) {
  return CParser(Text, Bare, Lookup).parse();
}

Need pageless::configMacro(llvm::StringRef Rest) {
  if (Rest.consume_back("_MODULE"))
    return symbol(Rest.str(), Need::Test::Module);
  return symbol(Rest.str(), Need::Test::BuiltIn);
}

Need pageless::parseKconfigExpression(llvm::StringRef Text) {
  return KconfigParser(Text).parse();
}
