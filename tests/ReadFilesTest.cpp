//===- tests/ReadFilesTest.cpp - The same texts in batches ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/ReadFiles.h"
#include "engine/BatchReader.h"

#include "tests/support/TestTree.h"

#include "gtest/gtest.h"

#include <fcntl.h>
#include <unistd.h>

#include <filesystem>
#include <mutex>

using namespace pageless;
using namespace pageless::test;

namespace {

/// More files than one batch has, of lengths around what one may have.
std::vector<std::string> writeFiles(const TestTree &Tree) {
  std::vector<std::string> Files;
  const auto Write = [&](const std::string &Name, std::size_t Size) {
    std::string Text(Size, 'x');
    for (std::size_t I = 0; I < Size; I += 61)
      Text[I] = static_cast<char>('a' + (I + Files.size()) % 26);
    Tree.write(Name, Text);
    Files.push_back(Name);
  };
  for (const std::size_t Size :
       {std::size_t(0), std::size_t(1), BatchReader::Longest - 1,
        BatchReader::Longest, BatchReader::Longest + 1,
        BatchReader::Longest + 2, 3 * BatchReader::Longest,
        std::size_t(1) << 20})
    Write("size" + std::to_string(Size) + ".c", Size);
  for (std::size_t I = 0; I < 2 * BatchReader::Most + 3; ++I)
    Write("d/" + std::to_string(I) + ".h", 97 * I);
  return Files;
}

/// What readFiles() hands on for each file: the text, or the error behind "!".
std::vector<std::string> readAll(const TestTree &Tree,
                                 const std::vector<std::string> &Files,
                                 Reading How, const FileTexts &InMemory = {}) {
  std::vector<std::string> Texts(Files.size(), "not called");
  std::mutex Mutex;
  readFiles(Tree.root(), InMemory, Files, How,
            [&](unsigned, std::size_t I, llvm::Expected<llvm::StringRef> Text) {
              const std::lock_guard Lock(Mutex);
              if (!Text) {
                Texts[I] = "!" + llvm::toString(Text.takeError());
                return;
              }
              EXPECT_EQ(*Text->end(), '\0') << Files[I];
              Texts[I] = Text->str();
            });
  return Texts;
}

TEST(ReadFiles, BatchesAreTheFilesOneByOne) {
  const TestTree Tree;
  std::vector<std::string> Files = writeFiles(Tree);
  // Errors in the middle of batches, and a folder where a file was.
  Files.insert(Files.begin() + 5, "gone.c");
  std::filesystem::create_directory(Tree.root() + "/folder.c");
  Files.insert(Files.begin() + 7, "folder.c");
  Files.push_back("gone/too.c");
  const FileTexts InMemory = {{"d/3.h", "from memory"}, {"new.c", "new"}};
  Files.push_back("new.c");
  const auto One = readAll(Tree, Files, {1, /*Batches=*/false}, InMemory);
  for (std::size_t I = 0; I < Files.size(); ++I)
    if (One[I].front() != '!' && !InMemory.count(Files[I]))
      EXPECT_EQ(One[I], Tree.read(Files[I])) << Files[I];
  EXPECT_EQ(One[5].substr(0, 12), "!cannot read");
  EXPECT_EQ(One[7].substr(0, 12), "!cannot read");
  EXPECT_EQ(readAll(Tree, Files, {1, /*Batches=*/true}, InMemory), One);
  EXPECT_EQ(readAll(Tree, Files, {3, /*Batches=*/true}, InMemory), One);
}

TEST(BatchReader, LeavesLongFilesAndErrorsToOthers) {
  const TestTree Tree;
  const std::vector<std::string> Files = writeFiles(Tree);
  const int Folder = open(Tree.root().c_str(), O_PATH | O_DIRECTORY);
  BatchReader Reader(Folder);
  const std::vector<std::string> Batch = {Files[3], "gone.c", Files[4],
                                          Files[0]};
  for (int Round = 0; Round < 3; ++Round) { // slots are used again
    const auto Texts = Reader.read(Batch);
    ASSERT_EQ(Texts.size(), Batch.size());
    if (!Texts[0])
      GTEST_SKIP() << "this kernel has no io_uring, or the build no liburing";
    EXPECT_EQ(Texts[0]->str(), Tree.read(Files[3]));
    EXPECT_FALSE(Texts[1]);
    EXPECT_FALSE(Texts[2]);
    ASSERT_TRUE(Texts[3]);
    EXPECT_EQ(Texts[3]->str(), "");
  }
  close(Folder);
}

} // namespace
