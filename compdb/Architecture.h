//===- compdb/Architecture.h - The kernel's architectures as Clang's targets -*-
// C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_COMPDB_ARCHITECTURE_H
#define PAGELESS_COMPDB_ARCHITECTURE_H

#include "compdb/Kconfig.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pageless {

/// One value that the kernel's ARCH= takes, and what Clang calls it.
struct Architecture {
  const char *name;   ///< for ARCH=
  const char *folder; ///< below arch/
  /// Triples for 32 and 64 bit, little and big endian; null where the kernel
  /// knows no such machine.
  const char *little32, *big32, *little64, *big64;
  bool wide, big; ///< what it is where the configuration does not say
  /// For an architecture that Clang has no target for: the macros that its own
  /// compiler predefines, separated by spaces. Null: the triples are its own.
  const char *macros;
  /// What GCC's cross compilers for it are called, up to the first dash, where
  /// that is not how LLVM names it.
  const char *gccPrefixes;
};

/// How Clang is to compile for one configuration of an architecture.
struct Target {
  std::string triple;
  /// With --target= first; for a stand-in also macros to define and undefine.
  std::vector<std::string> options;
  bool standIn = false; ///< not the architecture, only its widths and bytes
};

/// All of them; the first one is the default.
llvm::ArrayRef<Architecture> allArchitectures();

/// The one of that name, or null.
const Architecture *findArchitecture(llvm::StringRef Name);

/// Chooses by CONFIG_64BIT, CONFIG_CPU_BIG_ENDIAN and CONFIG_CPU_LITTLE_ENDIAN.
/// An empty configuration gives the usual target.
Target targetOf(const Architecture &Arch, const Kconfig &Config);

/// The target of the compiler "PREFIX-gcc", e.g. "powerpc64-linux-gnu", with
/// no options if Clang's default will do (\p Prefix is empty). The triple is
/// empty if nobody knows it.
Target targetOfPrefix(llvm::StringRef Prefix);

/// Why a stand-in is one, in a sentence for people.
std::string standInReason(const Architecture &Arch, const Target &T);

} // namespace pageless

#endif // PAGELESS_COMPDB_ARCHITECTURE_H
