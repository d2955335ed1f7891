//===- suggest/Configurer.h - Asks the kernel for a configuration -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SUGGEST_CONFIGURER_H
#define PAGELESS_SUGGEST_CONFIGURER_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace pageless {

/// The symbols of a .config that are set, without CONFIG_, by name.
using Symbols = std::map<std::string, std::string>;

/// Makes allmodconfig of an architecture (ARCH=) with options such as
/// "CONFIG_X=y" set before, and returns its symbols. An option that the
/// dependencies do not allow is not in the result.
using Configurer = std::function<llvm::Expected<Symbols>(
    const std::string &Arch, const std::vector<std::string> &Options)>;

/// A configurer that runs the Makefile of the tree at \p Root, with O= in a
/// temporary directory. It writes nothing in the tree. \p Make is the program.
Configurer makeConfigurer(const std::string &Root,
                          const std::string &Make = "make");

/// Reads the text of a .config.
Symbols readConfig(llvm::StringRef Text);

} // namespace pageless

#endif // PAGELESS_SUGGEST_CONFIGURER_H
