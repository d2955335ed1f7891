//===- fuzz/Facts.cpp - What a unit says, as JSON and CBOR ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The cache and the shards keep facts. A document that is taken must mean the
// same once it was written again.
//
//===----------------------------------------------------------------------===//

#include "cache/PackFacts.h"
#include "engine/FactsJson.h"
#include "fuzz/Check.h"

#include <nlohmann/json.hpp>

using namespace pageless;
using namespace pageless::fuzz;
using nlohmann::json;

static void checkAgain(const UnitFacts &Facts, const json &Document) {
  auto Again = factsFromJson(Document);
  if (!Again)
    check(false, "what was written can be read",
          checkedError(Again.takeError()));
  check(*Again == Facts, "what was written is read as it was", Document.dump());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  const llvm::StringRef Text = textOf(Data, Size);
  const std::string Uncompressed(8, '\0'); // what the cache has in front
  if (const auto Facts = unpackFacts(Uncompressed + Text.str()))
    checkAgain(*Facts, factsToJson(*Facts));
  const json Document = json::parse(Text.begin(), Text.end(), nullptr,
                                    /*allow_exceptions=*/false);
  if (Document.is_discarded())
    return 0;
  auto Facts = factsFromJson(Document);
  if (!Facts) {
    checkedError(Facts.takeError());
    return 0;
  }
  const json Written = factsToJson(*Facts);
  checkAgain(*Facts, json::parse(Written.dump()));
  const auto Unpacked = unpackFacts(packFacts(factsText(*Facts)));
  check(Unpacked && *Unpacked == *Facts, "facts survive the cache",
        Written.dump());
  return 0;
}
