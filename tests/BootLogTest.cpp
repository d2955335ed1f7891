//===- tests/BootLogTest.cpp - What scripts/boot-test.sh reads in a log ---===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// scripts/boot-test.sh takes half an hour and is not run here. What it makes of
// the console's log is: an alarm or a test that is not there must not pass.
//
//===----------------------------------------------------------------------===//

#include "tests/support/Shell.h"

#include "gtest/gtest.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <regex>
#include <string>
#include <unistd.h>
#include <vector>

using namespace pageless::test;

namespace {

const std::string Scripts = PAGELESS_SOURCE_DIR "/scripts/";

/// The tests that the machine runs: lines "check NAME COMMAND".
std::vector<std::string> namesOfTests() {
  std::vector<std::string> Names;
  std::ifstream In(Scripts + "boot-test/init");
  const std::regex Check("check ([^ ]+) .*");
  std::smatch Match;
  for (std::string Line; std::getline(In, Line);)
    if (std::regex_match(Line, Match, Check))
      Names.push_back(Match[1]);
  return Names;
}

class BootLog : public testing::Test {
protected:
  /// The log of a machine on which all is well, as a serial line ends lines.
  void SetUp() override {
    lines = {"[    0.000000] Linux version 6.12",
             "[    1.2] brd: module loaded"};
    for (const std::string &Name : names)
      lines.push_back("[    2.3] BOOT-TEST ok " + Name);
    lines.push_back("[    9.9] BOOT-TEST done");
  }

  int check() {
    std::ofstream Out(file);
    for (const std::string &Line : lines)
      Out << Line << "\r\n";
    Out.close();
    return runShell(Scripts + "boot-test.sh --check-log " + file + " 2>&1",
                    text);
  }

  void TearDown() override { std::filesystem::remove(file); }

  const std::string file =
      testing::TempDir() + "boot-log-" + std::to_string(getpid());
  const std::vector<std::string> names = namesOfTests();
  std::vector<std::string> lines;
  std::string text;
};

TEST_F(BootLog, AllIsWell) {
  ASSERT_GT(names.size(), 9u);
  EXPECT_EQ(check(), 0) << text;
  const std::string Count = std::to_string(names.size());
  EXPECT_NE(text.find(Count + " of " + Count + " tests ok, 0 alarms"),
            std::string::npos)
      << text;
}

TEST_F(BootLog, ATestThatFailed) {
  lines[3] = "[    2.3] BOOT-TEST FAILED " + names[1];
  EXPECT_EQ(check(), 1);
  EXPECT_NE(text.find("FAILED   " + names[1]), std::string::npos) << text;
}

// A name that begins like another one does not stand for it.
TEST_F(BootLog, ATestThatSaidNothing) {
  lines[2] = "[    2.3] BOOT-TEST ok " + names[0] + "-and-more";
  EXPECT_EQ(check(), 1);
  EXPECT_NE(text.find("MISSING  " + names[0]), std::string::npos) << text;
}

TEST_F(BootLog, AMachineThatStoppedInBetween) {
  lines.pop_back();
  EXPECT_EQ(check(), 1);
  EXPECT_NE(text.find("did not come to the end"), std::string::npos) << text;
}

TEST_F(BootLog, AlarmsOfTheKernel) {
  for (const char *Alarm :
       {"WARNING: CPU: 0 PID: 1 at block/bio.c:1 bio_first+0x1/0x2",
        "WARNING: possible circular locking dependency detected",
        "BUG: unable to handle page fault for address: 0",
        "kernel BUG at a.c:1!", "BUG: Bad page state in process init",
        "Oops: 0000 [#1] SMP", "Call Trace:",
        "general protection fault: 0000 [#1]", "KASAN: null-ptr-deref in range",
        "INFO: task dd:1 blocked for more than",
        "Kernel panic - not syncing: Fatal exception",
        "Buffer I/O error on dev ram0, logical block 0, async page read"}) {
    SetUp();
    lines.insert(lines.begin() + 4, std::string("[    2.4] ") + Alarm);
    EXPECT_EQ(check(), 1) << Alarm << "\n" << text;
    EXPECT_NE(text.find("1 alarms"), std::string::npos) << Alarm << "\n"
                                                        << text;
  }
}

// A failed test may have said anything: it is told once, and as that.
TEST_F(BootLog, WhatAFailedTestSaidIsNoAlarm) {
  lines[3] = "[    2.3] BOOT-TEST FAILED " + names[1];
  lines.insert(lines.begin() + 3, "[    2.3] BOOT-TEST said: mkfs: WARNING: x");
  EXPECT_EQ(check(), 1);
  EXPECT_NE(text.find("0 alarms"), std::string::npos) << text;
}

TEST_F(BootLog, WrongUsage) {
  for (const char *Wrong :
       {"--check-log /nowhere/at/all", "--check-log", "--boot-limit soon",
        "--accel hope", "--nonsense", "--dir ''"}) {
    EXPECT_EQ(runShell(Scripts + "boot-test.sh " + Wrong + " 2>&1", text), 2)
        << Wrong << "\n"
        << text;
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 1) << text;
  }
}

} // namespace
