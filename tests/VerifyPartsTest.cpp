//===- tests/VerifyPartsTest.cpp - What verify compares -------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Functions.h"
#include "verify/Objects.h"
#include "verify/Patches.h"
#include "verify/SavedReport.h"
#include "verify/SideBySide.h"
#include "verify/WordMap.h"

#include "llvm/AsmParser/Parser.h"
#include "llvm/Bitcode/BitcodeWriter.h"
#include "llvm/IR/LLVMContext.h"
#include "llvm/IR/Module.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

std::string bitcodeOf(const std::string &Text) {
  llvm::LLVMContext Context;
  llvm::SMDiagnostic Wrong;
  const auto M = llvm::parseAssemblyString(Text, Wrong, Context);
  EXPECT_TRUE(M) << Wrong.getMessage().str() << "\n" << Text;
  std::string Bytes;
  llvm::raw_string_ostream Out(Bytes);
  if (M)
    llvm::WriteBitcodeToFile(*M, Out);
  return Bytes;
}

/// What differs, each with "~" in front if it is only the order.
std::string differences(const std::string &Before, const std::string &After,
                        Inlining How = Inlining::None) {
  auto Found = compareModules(bitcodeOf(Before), bitcodeOf(After), How);
  if (!Found)
    return llvm::toString(Found.takeError());
  std::string Text;
  for (const Difference &One : *Found)
    Text += (Text.empty() ? "" : ", ") + std::string(One.isOrder ? "~" : "") +
            One.name;
  return Text;
}

/// A function of two pointers with that body.
std::string body(const std::string &Text) {
  return "declare void @call()\n"
         "define i32 @f(ptr %a, ptr %b, i32 %n) {\n" +
         Text + "}\n";
}

TEST(Functions, TheSameIsTheSame) {
  EXPECT_EQ(differences(body("ret i32 %n\n"), body("ret i32 %n\n")), "");
  EXPECT_EQ(differences(body("ret i32 %n\n"), body("ret i32 1\n")),
            "function f");
  EXPECT_EQ(differences("@v = global i32 1\n", "@v = global i32 2\n"),
            "variable v");
  EXPECT_EQ(differences("@v = global i32 1\n", ""), "variable v");
}

TEST(Functions, NumbersOfStringsDoNotCount) {
  const std::string Use = "define ptr @f() {\nret ptr ";
  const std::string Text = " = private unnamed_addr constant [2 x i8] ";
  EXPECT_EQ(
      differences("@.str.1" + Text + "c\"a\\00\"\n" + Use + "@.str.1\n}\n",
                  "@.str.7" + Text + "c\"a\\00\"\n" + Use + "@.str.7\n}\n"),
      "");
  EXPECT_EQ(
      differences("@.str.1" + Text + "c\"a\\00\"\n" + Use + "@.str.1\n}\n",
                  "@.str.1" + Text + "c\"b\\00\"\n" + Use + "@.str.1\n}\n"),
      "function f");
}

TEST(Functions, AttributesCount) {
  EXPECT_EQ(differences("define void @f() noinline {\nret void\n}\n",
                        "define void @f() {\nret void\n}\n"),
            "function f");
}

TEST(Functions, LoadsThatNothingSeparatesMaySwap) {
  EXPECT_EQ(differences(body("%x = load i32, ptr %a\n%y = load i32, ptr %b\n"
                             "%s = sub i32 %x, %y\nret i32 %s\n"),
                        body("%y = load i32, ptr %b\n%x = load i32, ptr %a\n"
                             "%s = sub i32 %x, %y\nret i32 %s\n")),
            "~function f");
  EXPECT_EQ(differences(body("%x = load i32, ptr %a\n%y = load i32, ptr %b\n"
                             "%s = sub i32 %x, %y\nret i32 %s\n"),
                        body("%y = load i32, ptr %b\n%x = load i32, ptr %a\n"
                             "%s = sub i32 %y, %x\nret i32 %s\n")),
            "function f");
}

TEST(Functions, OperandsOfASumMaySwap) {
  EXPECT_EQ(differences(body("%s = add i32 %n, 1\n%t = mul i32 %s, %n\n"
                             "ret i32 %t\n"),
                        body("%s = add i32 %n, 1\n%t = mul i32 %n, %s\n"
                             "ret i32 %t\n")),
            "~function f");
}

TEST(Functions, LoadsStayWhereWritesSeparateThem) {
  for (const std::string Between :
       {"store i32 %n, ptr %b\n", "call void @call()\n", "fence seq_cst\n",
        "%v = load volatile i32, ptr %b\n"})
    EXPECT_EQ(
        differences(body("%x = load i32, ptr %a\n" + Between + "ret i32 %x\n"),
                    body(Between + "%x = load i32, ptr %a\n"
                                   "ret i32 %x\n")),
        "function f")
        << Between;
}

TEST(Functions, LoadsStayInTheirBlock) {
  EXPECT_EQ(differences(body("%c = icmp eq ptr %a, null\n"
                             "br i1 %c, label %no, label %yes\n"
                             "yes:\n%x = load i32, ptr %a\nret i32 %x\n"
                             "no:\nret i32 0\n"),
                        body("%x = load i32, ptr %a\n"
                             "%c = icmp eq ptr %a, null\n"
                             "br i1 %c, label %no, label %yes\n"
                             "yes:\nret i32 %x\n"
                             "no:\nret i32 0\n")),
            "function f");
}

TEST(Functions, WhatMayTrapKeepsItsPlace) {
  EXPECT_EQ(differences(body("%x = udiv i32 1, %n\ncall void @call()\n"
                             "ret i32 %x\n"),
                        body("call void @call()\n%x = udiv i32 1, %n\n"
                             "ret i32 %x\n")),
            "function f");
}

TEST(Functions, WritesKeepTheirOrder) {
  EXPECT_EQ(differences(body("store i32 1, ptr %a\nstore i32 2, ptr %b\n"
                             "ret i32 0\n"),
                        body("store i32 2, ptr %b\nstore i32 1, ptr %a\n"
                             "ret i32 0\n")),
            "function f");
}

TEST(Functions, BranchesAndLoopsCount) {
  const auto Loop = [](const std::string &First, const std::string &Step,
                       const std::string &Extra) {
    return body("entry:\nbr label %loop\nloop:\n"
                "%i = phi i32 [ " +
                First + ", %entry ], [ %j, %loop ]\n" + Extra +
                "%j = add i32 %i, " + Step +
                "\n%c = icmp ult i32 %j, %n\n"
                "br i1 %c, label %loop, label %out\nout:\nret i32 %i\n");
  };
  EXPECT_EQ(differences(Loop("0", "1", ""), Loop("0", "1", "")), "");
  EXPECT_EQ(differences(Loop("0", "1", ""), Loop("2", "1", "")), "function f");
  EXPECT_EQ(differences(Loop("0", "1", ""), Loop("0", "2", "")), "function f");
  // A computation nobody needs is none.
  EXPECT_EQ(differences(Loop("0", "1", ""),
                        Loop("0", "1", "%dead = add i32 %i, 7\n")),
            "~function f");
  EXPECT_EQ(differences(body("%c = icmp eq i32 %n, 0\n"
                             "br i1 %c, label %x, label %y\n"
                             "x:\nret i32 1\ny:\nret i32 2\n"),
                        body("%c = icmp eq i32 %n, 0\n"
                             "br i1 %c, label %y, label %x\n"
                             "x:\nret i32 1\ny:\nret i32 2\n")),
            "function f");
}

/// A loop that brings two values around, in that order.
std::string twoValues(const std::string &Phis, const std::string &Used) {
  return body("entry:\nbr label %loop\nloop:\n" + Phis +
              "%j = add i32 %i, 1\n%l = add i32 %k, 3\n"
              "%c = icmp ult i32 %j, %n\n"
              "br i1 %c, label %loop, label %out\nout:\nret i32 " +
              Used + "\n");
}

TEST(Functions, WhatLoopsBringAroundHasNoOrder) {
  const std::string I = "%i = phi i32 [ 0, %entry ], [ %j, %loop ]\n";
  const std::string K = "%k = phi i32 [ 0, %entry ], [ %l, %loop ]\n";
  EXPECT_EQ(differences(twoValues(I + K, "%k"), twoValues(K + I, "%k")),
            "~function f");
  EXPECT_EQ(differences(twoValues(I + K, "%k"), twoValues(K + I, "%i")),
            "function f");
  EXPECT_EQ(differences(twoValues(I + K, "%k"), twoValues(I + K, "%i")),
            "function f");
  const std::string One = "%i = phi i32 [ 1, %entry ], [ %j, %loop ]\n";
  EXPECT_EQ(differences(twoValues(I + K, "%k"), twoValues(One + K, "%k")),
            "function f");
}

TEST(Functions, LightInliningSeesThroughHelpers) {
  const std::string Direct = "define i32 @f(ptr %a) {\n"
                             "%x = load i32, ptr %a\nret i32 %x\n}\n";
  const auto Called = [](const std::string &Offset) {
    return "define internal i32 @get(ptr %p) {\n"
           "%v = alloca ptr\nstore ptr %p, ptr %v\n%q = load ptr, ptr %v\n"
           "%r = getelementptr i8, ptr %q, i64 " +
           Offset +
           "\n%x = load i32, ptr %r\nret i32 %x\n}\n"
           "define i32 @f(ptr %a) {\n%x = call i32 @get(ptr %a)\n"
           "ret i32 %x\n}\n";
  };
  EXPECT_EQ(differences(Called("4"), Called("4"), Inlining::Light), "");
  EXPECT_EQ(differences(Direct, Called("4"), Inlining::Light), "function f");
  EXPECT_EQ(differences(Direct, Called("0")), "function f, function get");
  EXPECT_EQ(differences(Direct, Called("0"), Inlining::Light), "");
}

TEST(Functions, BytesThatAreNoModuleAreRefused) {
  auto Found = compareModules("nonsense", "nonsense");
  ASSERT_FALSE(Found);
  EXPECT_FALSE(llvm::toString(Found.takeError()).empty());
}

TEST(Objects, BytesThatAreNoObjectAreRefused) {
  auto Same = compareObjects("nonsense", "nonsense");
  ASSERT_TRUE(bool(Same));
  EXPECT_TRUE(Same->empty());
  auto Found = compareObjects("nonsense", "other nonsense");
  ASSERT_FALSE(Found);
  EXPECT_FALSE(llvm::toString(Found.takeError()).empty());
}

TEST(SideBySide, ShowsWhatDiffersAndWhatIsNearIt) {
  EXPECT_EQ(sideBySide("a\nb\nc\n", "a\nx\nc\n", 3), "a     a\n"
                                                     "b   | x\n"
                                                     "c     c\n");
  EXPECT_EQ(sideBySide("a\nc\n", "a\nb\nc\n", 3), "a     a\n"
                                                  "    > b\n"
                                                  "c     c\n");
  EXPECT_EQ(sideBySide("1\n2\n3\n4\n5\nx\n", "1\n2\n3\n4\n5\n", 3),
            "...\n3     3\n4     4\n5     5\nx   <\n");
  EXPECT_EQ(sideBySide("long line\n", "a\tb\n", 4), "long | a b\n");
}

FileDiff diffOf(const std::string &Hunks) {
  auto Files = readDiff("--- a/f.c\n+++ b/f.c\n" + Hunks);
  if (Files && Files->size() == 1)
    return Files->front();
  ADD_FAILURE() << (Files ? "not one file" : llvm::toString(Files.takeError()));
  return {};
}

std::string applied(const std::string &Text, const std::string &Hunks,
                    bool Reverse = false) {
  auto Result = applyDiff("f.c", Text, diffOf(Hunks), Reverse);
  return Result ? *Result : "! " + llvm::toString(Result.takeError());
}

TEST(Patches, GoInAndOut) {
  const std::string Hunks = "@@ -2,2 +2,3 @@\n b\n-c\n+x\n+y\n";
  EXPECT_EQ(applied("a\nb\nc\nd\n", Hunks), "a\nb\nx\ny\nd\n");
  EXPECT_EQ(applied("a\nb\nx\ny\nd\n", Hunks, true), "a\nb\nc\nd\n");
  const std::string Insert = "@@ -1,0 +2 @@\n+x\n";
  EXPECT_EQ(applied("a\nb\n", Insert), "a\nx\nb\n");
  EXPECT_EQ(applied("a\nx\nb\n", Insert, true), "a\nb\n");
}

TEST(Patches, FitExactlyOrNotAtAll) {
  EXPECT_EQ(applied("a\nB\nc\n", "@@ -2,2 +2,2 @@\n b\n-c\n+x\n"),
            "! f.c:2 is not what the patch says");
  EXPECT_EQ(applied("a\n", "@@ -2,2 +2,2 @@\n b\n-c\n+x\n"),
            "! f.c:2 is not what the patch says");
  EXPECT_EQ(applied("a\n", "@@ -7,2 +7,2 @@\n b\n-c\n+x\n"),
            "! f.c has no line 7");
  // The last line of the file has no end, and that of the patch has one.
  EXPECT_EQ(applied("a", "@@ -1 +1 @@\n-a\n+b\n"),
            "! f.c:1 is not what the patch says");
}

TEST(SavedReport, SaysWhatIsWrong) {
  const auto Wrong = [](const std::string &Text) {
    auto Report = readReport(Text);
    EXPECT_FALSE(Report) << Text;
    return Report ? std::string() : llvm::toString(Report.takeError());
  };
  EXPECT_NE(Wrong("").find("parse error"), std::string::npos);
  EXPECT_EQ(Wrong("{}"), "its \"$schema\" is not urn:pageless:report:1");
  EXPECT_NE(Wrong("{\"$schema\": \"urn:pageless:report:1\"}").find("rules"),
            std::string::npos);
  EXPECT_NE(Wrong("[]"), "");
  for (const std::string Line : {"6e83", "1.5", "-1", "4294967296", "\"1\""})
    EXPECT_EQ(Wrong(R"j({"$schema": "urn:pageless:report:1", "rules": [],
      "configurations": [], "paths": [], "unspelled": [], "sites": [{
      "rule": "bvec-page", "word": "bv_page", "file": "a.c", "column": 1,
      "verdict": "manual", "line": )j" +
                    Line + "}]}"),
              "a \"line\" is no place");
}

} // namespace
