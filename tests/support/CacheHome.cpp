//===- tests/support/CacheHome.cpp - Nobody's cache but the test's --------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Programs that a test starts keep facts in a folder that goes with the test:
// they neither fill the user's cache, nor know what an earlier test has parsed.
//
//===----------------------------------------------------------------------===//

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"

#include "gtest/gtest.h"

#include <cstdlib>
#include <filesystem>

namespace {

class CacheHome : public testing::Environment {
public:
  void SetUp() override {
    ASSERT_FALSE(
        llvm::sys::fs::createUniqueDirectory("pageless-cache", Folder));
    setenv("XDG_CACHE_HOME", Folder.c_str(), /*overwrite=*/1);
  }
  void TearDown() override {
    std::error_code Ignored;
    std::filesystem::remove_all(std::string(Folder), Ignored);
  }

private:
  llvm::SmallString<128> Folder;
};

[[maybe_unused]] const testing::Environment *const Registered =
    testing::AddGlobalTestEnvironment(new CacheHome);

} // namespace
