//===- verify/Objects.h - What two object files have in common  -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Compared is what gets into the kernel: sections that are loaded, their
// relocations, and the symbols. Relocations are resolved to a name, or to a
// section and an offset in it, since the numbers of symbols mean nothing.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_OBJECTS_H
#define PAGELESS_VERIFY_OBJECTS_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace pageless {

/// The parts of two ELF objects that differ, e.g. "section .text.bio_copy",
/// "relocations of .text.bio_copy" or "symbol bio_copy", sorted; none if the
/// objects are the same. Fails, with one line, if one is no ELF object.
llvm::Expected<std::vector<std::string>> compareObjects(llvm::StringRef Before,
                                                        llvm::StringRef After);

} // namespace pageless

#endif // PAGELESS_VERIFY_OBJECTS_H
