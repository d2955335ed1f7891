//===- check/Baseline.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "check/Baseline.h"

#include "engine/JsonDepth.h"

#include "llvm/ADT/STLExtras.h"

#include <nlohmann/json.hpp>

using namespace pageless;

namespace {
constexpr const char *BaselineId = "urn:pageless:baseline:1";

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}
} // namespace

llvm::Expected<Baseline> pageless::readBaseline(const std::string &Text,
                                                const std::string &Where) {
  const auto Json = isNestedTooDeeply(Text)
                        ? nlohmann::json()
                        : nlohmann::json::parse(Text, nullptr, false);
  if (!Json.is_object() || !Json.contains("$schema") ||
      Json["$schema"] != BaselineId || !Json.contains("findings") ||
      !Json["findings"].is_array())
    return problem(Where + " is no baseline of pageless check");
  Baseline Known;
  for (const auto &One : Json["findings"]) {
    const bool Complete = One.is_object() && One.contains("file") &&
                          One["file"].is_string() && One.contains("content") &&
                          One["content"].is_string();
    if (!Complete)
      return problem(Where + ": a finding lacks its file or its content");
    ++Known[{One["file"], One["content"]}];
  }
  return Known;
}

std::string pageless::writeBaseline(const CheckReport &R) {
  using Json = nlohmann::ordered_json;
  std::vector<const Finding *> Sorted;
  for (const Finding &F : R.findings)
    Sorted.push_back(&F);
  llvm::sort(Sorted, [](const Finding *A, const Finding *B) {
    return std::tie(A->site.file, A->content, A->site.offset) <
           std::tie(B->site.file, B->content, B->site.offset);
  });
  Json List = Json::array();
  for (const Finding *F : Sorted)
    List.push_back({{"file", F->site.file},
                    {"rule", F->site.rule},
                    {"content", F->content},
                    {"message", F->message}});
  const Json All{{"$schema", BaselineId}, {"findings", std::move(List)}};
  return All.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

void pageless::acceptFindings(CheckReport &R, Baseline Known) {
  llvm::erase_if(R.findings, [&](const Finding &F) {
    const auto It = Known.find({F.site.file, F.content});
    if (It == Known.end() || It->second == 0)
      return false;
    --It->second;
    ++R.accepted;
    return true;
  });
}
