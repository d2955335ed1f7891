//===- verify/UnitJob.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/UnitJob.h"

#include <nlohmann/json.hpp>

using namespace pageless;
using nlohmann::json;

namespace pageless {

NLOHMANN_JSON_SERIALIZE_ENUM(CodeProof, {{CodeProof::Unproven, "unproven"},
                                         {CodeProof::Identical, "identical"},
                                         {CodeProof::Different, "different"}})
NLOHMANN_JSON_SERIALIZE_ENUM(ProofBy, {{ProofBy::Object, "object"},
                                       {ProofBy::Assembly, "assembly"},
                                       {ProofBy::Functions, "functions"},
                                       {ProofBy::Order, "order"},
                                       {ProofBy::Early, "early"}})
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(PoisonField, record, field)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitJob, root, directory, arguments, before,
                                   after, edited, poison, onlyIfEdited, seconds,
                                   megabytes)
NLOHMANN_DEFINE_TYPE_NON_INTRUSIVE(UnitAnswer, concerned, code, by, reason,
                                   newDiagnostics, differences, sideBySide,
                                   edited, uses, unspelled)

} // namespace pageless

namespace {

/// Messages may quote bytes that are no UTF-8.
template <typename T> std::string write(const T &Value) {
  return json(Value).dump(-1, ' ', false, json::error_handler_t::replace);
}

template <typename T>
llvm::Expected<T> read(llvm::StringRef Text, const char *What) {
  try {
    return json::parse(Text.begin(), Text.end()).get<T>();
  } catch (const json::exception &E) {
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "this is no %s: %s", What, E.what());
  }
}

} // namespace

std::string pageless::writeJob(const UnitJob &Job) { return write(Job); }

std::string pageless::writeAnswer(const UnitAnswer &Answer) {
  return write(Answer);
}

llvm::Expected<UnitJob> pageless::readJob(llvm::StringRef Text) {
  return read<UnitJob>(Text, "job of a unit");
}

llvm::Expected<UnitAnswer> pageless::readAnswer(llvm::StringRef Text) {
  return read<UnitAnswer>(Text, "answer about a unit");
}
