//===- cache/UnitKey.h - What a unit is asked -------------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_CACHE_UNITKEY_H
#define PAGELESS_CACHE_UNITKEY_H

#include "cache/Digest.h"
#include "engine/Plan.h"
#include "engine/UnitInputs.h"

namespace pageless {

/// All but files and command that decides what units say: the program, the
/// rules with the words and slots that they have by now, the profile, the
/// shortcuts. Carriers count where files spell them: see cache/FileStates.h.
Digest jobKey(const Digest &Program, const Job &J, const Shortcuts &Enabled);

/// All but files that decides what one unit says.
/// \param Told UnitInputs::told() of its command.
Digest unitKey(const Digest &Job, const CompileCommand &Command,
               llvm::StringRef Told);

} // namespace pageless

#endif // PAGELESS_CACHE_UNITKEY_H
