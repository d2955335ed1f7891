//===- tidy/LoadedInto.h - Which clang-tidy loads us ------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Nothing here needs LLVM: it must work in a clang-tidy of any version.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TIDY_LOADEDINTO_H
#define PAGELESS_TIDY_LOADEDINTO_H

#include <dlfcn.h>

#include <cstdarg>
#include <cstdio>
#include <cstdlib>

namespace pageless::tidy {

/// The major version of the LLVM in this process; 0 if it does not tell, as
/// those before 16.
inline unsigned loadedInto() {
  using GetVersion = void(unsigned *, unsigned *, unsigned *);
  auto *Get =
      reinterpret_cast<GetVersion *>(dlsym(RTLD_DEFAULT, "LLVMGetVersion"));
  unsigned Major = 0, Minor = 0, Patch = 0;
  if (Get)
    Get(&Major, &Minor, &Patch);
  return Major;
}

/// Says why the checks cannot run, and ends the process: a run without them
/// would look as if they had found nothing.
[[noreturn, gnu::format(printf, 1, 2)]] inline void giveUp(const char *Format,
                                                           ...) {
  std::fputs("pageless-tidy: ", stderr);
  va_list Arguments;
  va_start(Arguments, Format);
  std::vfprintf(stderr, Format, Arguments);
  va_end(Arguments);
  std::fputc('\n', stderr);
  std::_Exit(1);
}

} // namespace pageless::tidy

#endif // PAGELESS_TIDY_LOADEDINTO_H
