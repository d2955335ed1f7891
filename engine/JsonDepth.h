//===- engine/JsonDepth.h - JSON that only costs memory --------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_JSONDEPTH_H
#define PAGELESS_ENGINE_JSONDEPTH_H

#include "llvm/ADT/StringRef.h"

namespace pageless {

/// No document that the tool reads has as many lists and objects in each other.
constexpr unsigned MostJsonDepth = 64;

/// True if a document has more. A level costs a hundred times the memory of its
/// bracket once it is read.
inline bool isNestedTooDeeply(llvm::StringRef Json) {
  unsigned Depth = 0;
  bool InString = false;
  for (std::size_t I = 0; I < Json.size(); ++I) {
    const char C = Json[I];
    if (InString) {
      I += C == '\\';
      InString = C != '"';
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      if (++Depth > MostJsonDepth)
        return true;
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return false;
}

} // namespace pageless

#endif // PAGELESS_ENGINE_JSONDEPTH_H
