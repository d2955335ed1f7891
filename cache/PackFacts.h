//===- cache/PackFacts.h - Facts in few bytes -------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_PACKFACTS_H
#define PAGELESS_CACHE_PACKFACTS_H

#include "engine/TuRunner.h"

#include <optional>
#include <string>

namespace pageless {

/// The facts as CBOR.
std::string factsText(const UnitFacts &Facts);

/// \p Text, of factsText(), compressed if LLVM can.
std::string packFacts(llvm::StringRef Text);

/// The facts again; nothing if the text is none that packFacts() made.
std::optional<UnitFacts> unpackFacts(llvm::StringRef Packed);

} // namespace pageless

#endif // PAGELESS_CACHE_PACKFACTS_H
