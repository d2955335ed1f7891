//===- tests/CacheDiskTest.cpp - A cache that disk and users damage -------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/CachedTree.h"

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

class CacheDisk : public CachedTree {};

/// Whether the last run warned of exactly one thing, and of what.
void expectOneWarning(const std::string &Warnings, const std::string &Of) {
  EXPECT_EQ(std::count(Warnings.begin(), Warnings.end(), '\n'), 1) << Warnings;
  EXPECT_NE(Warnings.find(Of), std::string::npos) << Warnings;
}

TEST_F(CacheDisk, ADamagedFileIsReplaced) {
  run();
  std::ofstream(folder + "/facts.sqlite") << std::string(8192, 'x');
  run();
  expectOneWarning(warnings, "is damaged; a new one is made");
  EXPECT_EQ(hits, 0u);
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheDisk, AFileOfAnotherVersionIsReplaced) {
  run();
  {
    std::fstream File(folder + "/facts.sqlite",
                      std::ios::in | std::ios::out | std::ios::binary);
    File.seekp(60); // user_version, as SQLite's file format says
    File.write("\0\0\0\x7f", 4);
  }
  run();
  expectOneWarning(warnings, "is of another version; a new one is made");
  EXPECT_EQ(parsed(), 0u);
}

TEST_F(CacheDisk, AFlippedBitIsNoStaleAnswer) {
  run();
  const std::string File = folder + "/facts.sqlite";
  const auto Size = fs::file_size(File);
  for (std::uintmax_t At = 100; At < Size; At += Size / 40) {
    std::fstream Stream(File, std::ios::in | std::ios::out | std::ios::binary);
    Stream.seekg(static_cast<std::streamoff>(At));
    const char Flipped = static_cast<char>(Stream.get() ^ 4);
    Stream.seekp(static_cast<std::streamoff>(At));
    Stream.put(Flipped);
    Stream.close();
    run();
  }
}

TEST_F(CacheDisk, AFolderThatCannotBeMadeIsNoError) {
  tree.write("file", "");
  folder = tree.root() + "/file/cache";
  run();
  expectOneWarning(warnings, "no cache: ");
}

/// No file of this process may grow beyond that while the object lives.
class SmallDisk {
public:
  explicit SmallDisk(rlim_t Bytes) {
    getrlimit(RLIMIT_FSIZE, &Before);
    rlimit Small = Before;
    Small.rlim_cur = Bytes;
    setrlimit(RLIMIT_FSIZE, &Small);
    Handler = std::signal(SIGXFSZ, SIG_IGN);
  }
  ~SmallDisk() {
    setrlimit(RLIMIT_FSIZE, &Before);
    std::signal(SIGXFSZ, Handler);
  }

private:
  rlimit Before{};
  void (*Handler)(int);
};

TEST_F(CacheDisk, AFullDiskIsNoError) {
  {
    const SmallDisk Full(32 << 10); // a database, and none of its log
    run();
  }
  expectOneWarning(warnings, folder);
  warnings.clear();
  run();
  EXPECT_EQ(hits, 0u);
  EXPECT_EQ(parsed(), 0u);
  EXPECT_EQ(warnings, "");
}

TEST(CacheFolder, IsTheUsersOwn) {
  const std::string Xdg = std::getenv("XDG_CACHE_HOME");
  const std::string Home = std::getenv("HOME") ? std::getenv("HOME") : "";
  EXPECT_EQ(defaultCacheFolder(), Xdg + "/pageless/facts");
  setenv("HOME", "/home/somebody", 1);
  setenv("XDG_CACHE_HOME", "relative", 1);
  EXPECT_EQ(defaultCacheFolder(), "/home/somebody/.cache/pageless/facts");
  unsetenv("XDG_CACHE_HOME");
  unsetenv("HOME");
  EXPECT_EQ(defaultCacheFolder(), "");
  setenv("XDG_CACHE_HOME", Xdg.c_str(), 1);
  setenv("HOME", Home.c_str(), 1);
}

} // namespace
