//===- fuzz/Check.h - What a reader must hold to ----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_FUZZ_CHECK_H
#define PAGELESS_FUZZ_CHECK_H

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <string>

namespace pageless::fuzz {

/// Ends the process, which libFuzzer takes for a crash, if \p Holds is false.
/// \param Detail what to print beside it
void check(bool Holds, const char *What, llvm::StringRef Detail = "");

/// An error must be one line that a terminal can show: neither empty, nor with
/// control bytes, nor so long that nobody reads it. Returns its text.
std::string checkedError(llvm::Error E);
void checkMessage(llvm::StringRef Text);

/// A file in memory that readers of files can open by path().
class MemoryFile {
public:
  MemoryFile();
  /// Replaces all of its text.
  void write(llvm::StringRef Text);
  const std::string &path() const { return Path; }

private:
  int Descriptor;
  std::string Path;
};

/// The input as text.
inline llvm::StringRef textOf(const std::uint8_t *Data, std::size_t Size) {
  return {reinterpret_cast<const char *>(Data), Size};
}

} // namespace pageless::fuzz

#endif // PAGELESS_FUZZ_CHECK_H
