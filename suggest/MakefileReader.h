//===- suggest/MakefileReader.h - The assignments of a makefile -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_MAKEFILEREADER_H
#define PAGELESS_SUGGEST_MAKEFILEREADER_H

#include "suggest/Need.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace pageless {

/// `VARIABLE += VALUE...` with the ifdefs around it.
struct MakeAssignment {
  std::string file;
  unsigned line = 0;
  std::string variable;            ///< e.g. "obj-$(CONFIG_DASD)"
  std::vector<std::string> values; ///< split at blanks outside parentheses
  Need condition;                  ///< of the ifdefs
};

/// Reads the assignments of a makefile; everything else is passed over.
std::vector<MakeAssignment> readMakefile(const std::string &File,
                                         llvm::StringRef Text);

/// The need of a variable's suffix: "y", "m", "$(CONFIG_X)" and functions of
/// those; "n" and nothing never hold.
Need makeSuffix(llvm::StringRef Suffix);

} // namespace pageless

#endif // PAGELESS_SUGGEST_MAKEFILEREADER_H
