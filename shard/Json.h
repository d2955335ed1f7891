//===- shard/Json.h - Reading and writing whole documents -------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SHARD_JSON_H
#define PAGELESS_SHARD_JSON_H

#include "shard/Shard.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <nlohmann/json.hpp>

#include <string>

namespace pageless {

/// The error with \p What as its line.
llvm::Error problem(const llvm::Twine &What);

/// Writes the file whole beside its place and renames it. Fails, with one line
/// that names it, if it cannot be written or a text in it is not UTF-8.
llvm::Error writeDocument(const std::string &Path,
                          const nlohmann::json &Document);

/// Reads a file with that "$schema", which this tool wrote unless \p AnyTool,
/// and hands it to \p Use, which may throw nlohmann's exceptions. Fails, with
/// one line that names the file and says what is wrong with it.
llvm::Error
readDocument(const std::string &Path, const std::string &Schema,
             llvm::function_ref<llvm::Error(const nlohmann::json &)> Use,
             bool AnyTool = false);

/// What readDocument() checks: schema and tool.
nlohmann::json newDocument(const std::string &Schema);

/// The name and the run, which all files have.
void setHead(nlohmann::json &Document, const ShardName &Name,
             const RunOptions &Run);
void getHead(const nlohmann::json &Document, ShardName &Name, RunOptions &Run);

} // namespace pageless

#endif // PAGELESS_SHARD_JSON_H
