//===- engine/FactsJson.h - What a unit says, as JSON ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A unit's facts outlive the process: in the cache as CBOR, between machines as
// text. Both are the same document, with every field, and nothing is lost:
//
// - A structure is an object with all of its fields.
// - A text is a string, or {"hex": "..."} if its bytes are not UTF-8.
// - A list or set is an array; a map is an array of [key, value].
// - Places are grouped by file: [[file, [offset, ...]], ...]. Where a place has
//   a value, [offset, value] stands for the offset.
// - An enumeration's value has the name that reports use, "" for no reason.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_FACTSJSON_H
#define PAGELESS_ENGINE_FACTSJSON_H

#include "engine/TuRunner.h"

#include "llvm/Support/Error.h"
#include <nlohmann/json_fwd.hpp>

namespace pageless {

/// Grows whenever a document of before could be misread, or not be read.
inline constexpr unsigned FactsVersion = 1;

/// All of \p Facts: equal facts make equal documents. Its "version" is
/// FactsVersion.
nlohmann::json factsToJson(const UnitFacts &Facts);

/// The facts of such a document. Fails, with one line that says where and what,
/// if a field is missing, unknown, or not what it should be.
llvm::Expected<UnitFacts> factsFromJson(const nlohmann::json &Document);

} // namespace pageless

#endif // PAGELESS_ENGINE_FACTSJSON_H
