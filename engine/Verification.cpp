//===- engine/Verification.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Verification.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

std::string_view pageless::toString(CodeProof P) {
  switch (P) {
  case CodeProof::Identical:
    return "identical";
  case CodeProof::Different:
    return "different";
  case CodeProof::Unproven:
    return "unproven";
  }
  return "unproven";
}

std::string_view pageless::toString(ProofBy By) {
  switch (By) {
  case ProofBy::Object:
    return "object";
  case ProofBy::Assembly:
    return "assembly";
  case ProofBy::Functions:
    return "functions";
  case ProofBy::Order:
    return "order";
  case ProofBy::Early:
    return "early";
  }
  return "object";
}

std::size_t Verification::count(CodeProof P) const {
  return static_cast<std::size_t>(llvm::count_if(
      units, [P](const UnitProof &Unit) { return Unit.code == P; }));
}

std::size_t Verification::countNewDiagnostics() const {
  return static_cast<std::size_t>(
      llvm::count_if(units, [](const UnitProof &Unit) {
        return !Unit.newDiagnostics.empty();
      }));
}

bool Verification::findsFault() const {
  return countNewDiagnostics() != 0 ||
         llvm::any_of(units,
                      [](const UnitProof &Unit) {
                        return Unit.claimed &&
                               Unit.code == CodeProof::Different;
                      }) ||
         llvm::any_of(poison, [](const PoisonProof &P) {
           return !P.contradictions.empty();
         });
}

bool Verification::isPartial() const {
  return count(CodeProof::Unproven) != 0 || !unread.empty();
}
