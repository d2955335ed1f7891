//===- tidy/Loader.cpp - Loads the checks for this clang-tidy -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// libpageless-tidy.so: plain C in effect, so that a clang-tidy of any version
// can load it and be told what is wrong, if something is.
//
//===----------------------------------------------------------------------===//

#include "tidy/LoadedInto.h"

#include <unistd.h>

#include <climits>
#include <cstring>

using namespace pageless::tidy;

namespace {

constexpr unsigned Oldest = 16, Newest = 99;

/// Our folder with a slash at the end.
void findFolder(char (&Folder)[PATH_MAX]) {
  Dl_info Self;
  if (!dladdr(reinterpret_cast<void *>(&findFolder), &Self) ||
      !Self.dli_fname || !realpath(Self.dli_fname, Folder))
    giveUp("cannot find out where libpageless-tidy.so is");
  std::strrchr(Folder, '/')[1] = '\0';
}

bool isThere(const char *Folder, unsigned Version,
             char (&Path)[PATH_MAX + 64]) {
  std::snprintf(Path, sizeof Path, "%slibpageless-tidy-%u.so", Folder, Version);
  return access(Path, R_OK) == 0;
}

/// The versions that there are checks for, as in "19 22".
void listVersions(const char *Folder, char (&List)[512]) {
  char Path[PATH_MAX + 64];
  std::size_t Length = 0;
  for (unsigned Version = Oldest; Version <= Newest; ++Version)
    if (isThere(Folder, Version, Path) && Length + 8 < sizeof List)
      Length += static_cast<std::size_t>(
          std::snprintf(List + Length, sizeof List - Length, "%s%u",
                        Length ? " " : "", Version));
  if (Length == 0)
    std::snprintf(List, sizeof List, "none");
}

} // namespace

[[gnu::constructor]] static void loadChecks() {
  char Folder[PATH_MAX], Path[PATH_MAX + 64], Versions[512];
  findFolder(Folder);
  listVersions(Folder, Versions);
  const unsigned Major = loadedInto();
  if (Major == 0)
    giveUp("this clang-tidy does not tell its version, or is older than 16; "
           "there are checks for clang-tidy %s in %s",
           Versions, Folder);
  if (!isThere(Folder, Major, Path))
    giveUp("this is clang-tidy %u, and there are checks for clang-tidy %s in "
           "%s; run one of those, or build pageless with "
           "-DPAGELESS_LLVM_VERSION=%u",
           Major, Versions, Folder, Major);
  if (!dlopen(Path, RTLD_NOW | RTLD_LOCAL))
    giveUp("cannot load the checks: %s", dlerror());
}
