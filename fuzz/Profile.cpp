//===- fuzz/Profile.cpp - Profiles ----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Profile.h"
#include "fuzz/Check.h"

#include <nlohmann/json.hpp>

using namespace pageless;
using namespace pageless::fuzz;

namespace {

/// The pieces of a call must be those of the profile, with nothing lost.
void checkHelper(const std::string &Key, const Helper &H,
                 const std::string &Call) {
  const bool Stores = llvm::StringRef(Key).ends_with(".store");
  std::string Again = H.open;
  for (const llvm::StringRef Object : {"{bv}", "{value}", "{sg}"})
    if (llvm::StringRef(Call).substr(H.open.size()).starts_with(Object)) {
      Again += Object;
      break;
    }
  Again += H.separator + (Stores ? "{page}" : "") + H.close;
  check(Again == Call, "a call is its pieces", Call);
  check(llvm::StringRef(H.open).starts_with(H.name + "("),
        "a call begins with its name", Call);
  check(!H.signatures.empty(), "a helper has a type", Key);
}

void checkSupport(const Profile &P, const Support &S) {
  for (const std::string &Name : S.helpers)
    check(P.bringing(Name) == &S, "a helper is brought by one text", Name);
  check(!S.header.empty() && !S.after.empty(), "a text has a place");
  check(llvm::StringRef(S.text).ends_with("\n"), "a text has whole lines",
        S.text);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *Data,
                                      std::size_t Size) {
  const std::string Text = textOf(Data, Size).str();
  auto P = parseProfile(Text, "given");
  if (!P) {
    checkedError(P.takeError());
    return 0;
  }
  const auto Json = nlohmann::json::parse(Text);
  check(P->json == Text && P->name == Json["name"].get<std::string>() &&
            P->helpers.size() == Json["helpers"].size(),
        "a profile keeps what it was read from", Text);
  for (const auto &[Key, H] : P->helpers)
    checkHelper(Key, H, Json["helpers"][Key]["call"]);
  for (const Support &S : P->brings)
    checkSupport(*P, S);
  return 0;
}
