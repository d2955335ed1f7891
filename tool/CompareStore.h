//===- tool/CompareStore.h - Do shortcuts change a unit's facts? -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// For developers: `pageless convert --compare-shortcuts` parses every unit a
// second time, as it is, and says on stderr where its facts differ. Different
// facts may still give the same result; they are an error all the same.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_COMPARESTORE_H
#define PAGELESS_TOOL_COMPARESTORE_H

#include "engine/UnitStore.h"

#include <memory>

namespace pageless {

/// A store that knows nothing, and compares what it is to keep with what the
/// unit says without blanked and precompiled headers.
std::shared_ptr<UnitStore> makeCompareStore();

} // namespace pageless

#endif // PAGELESS_TOOL_COMPARESTORE_H
