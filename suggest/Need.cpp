//===- suggest/Need.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Need.h"

#include <algorithm>
#include <utility>

using namespace pageless;

Need pageless::always() { return {}; }

Need pageless::never(std::string Why) {
  return {Need::Kind::False, std::move(Why), {}, {}};
}

Need pageless::unknown(std::string What) {
  return {Need::Kind::Unknown, std::move(What), {}, {}};
}

Need pageless::symbol(std::string Name, Need::Test Test) {
  return {Need::Kind::Symbol, std::move(Name), Test, {}};
}

Need pageless::architecture(std::string Directory) {
  return {Need::Kind::Arch, std::move(Directory), {}, {}};
}

Need pageless::operator!(Need N) {
  if (N.kind == Need::Kind::Not)
    return Need(N.parts.front());
  if (N.isFalse())
    return always();
  if (N.isTrue())
    return never("its #if condition is constant");
  return {Need::Kind::Not, "", {}, {std::move(N)}};
}

namespace {

/// Joins two formulas under \p K, whose neutral element is \p Neutral.
Need join(Need::Kind K, Need::Kind Neutral, Need A, Need B) {
  if (A.kind == Neutral)
    return B;
  if (B.kind == Neutral)
    return A;
  if (A.kind != K)
    A = {K, "", {}, {std::move(A)}};
  if (B.kind == K)
    A.parts.insert(A.parts.end(), B.parts.begin(), B.parts.end());
  else
    A.parts.push_back(std::move(B));
  return A;
}

} // namespace

Need pageless::operator&&(Need A, Need B) {
  if (A.isFalse())
    return A;
  if (B.isFalse())
    return B;
  return join(Need::Kind::And, Need::Kind::True, std::move(A), std::move(B));
}

Need pageless::operator||(Need A, Need B) {
  if (A.isTrue() || B.isTrue())
    return always();
  if (A.isFalse() && B.isFalse()) // one reason is enough
    return A.text.empty() ? B : A;
  return join(Need::Kind::Or, Need::Kind::False, std::move(A), std::move(B));
}

Truth pageless::best(const Need &N, bool Wanted, LeafAnswer Leaf) {
  switch (N.kind) {
  case Need::Kind::True:
    return Wanted ? Truth::Yes : Truth::No;
  case Need::Kind::False:
    return Wanted ? Truth::No : Truth::Yes;
  case Need::Kind::Unknown:
    return Truth::Maybe;
  case Need::Kind::Symbol:
  case Need::Kind::Arch:
    return Leaf(N, Wanted);
  case Need::Kind::Not:
    return best(N.parts.front(), !Wanted, Leaf);
  case Need::Kind::And:
  case Need::Kind::Or:
    break;
  }
  // De Morgan: an "and" that is to fail is an "or" of parts that fail.
  const bool All = (N.kind == Need::Kind::And) == Wanted;
  Truth Answer = All ? Truth::Yes : Truth::No;
  for (const Need &Part : N.parts) {
    const Truth Of = best(Part, Wanted, Leaf);
    Answer = All ? std::min(Answer, Of) : std::max(Answer, Of);
  }
  return Answer;
}

std::string pageless::nameOf(const Need &Leaf) {
  if (Leaf.kind == Need::Kind::Arch)
    return "architecture " + Leaf.text;
  if (Leaf.kind != Need::Kind::Symbol)
    return Leaf.text;
  return "CONFIG_" + Leaf.text + (Leaf.test == Need::Test::Module ? "=m" : "");
}
