//===- tests/WrapTest.cpp - Edited lines that grew too long ---------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Wrap.h"
#include "engine/Apply.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

/// \p Before with every "bv->p" made "bvec_page(bv)" and lines broken.
std::string converted(const std::string &Before) {
  std::vector<TextEdit> Edits;
  for (std::size_t At = 0; (At = Before.find("bv->p", At)) != std::string::npos;
       ++At)
    Edits.push_back({At, 5, "bvec_page(bv)", 0});
  wrapEditedLines(Before, Edits, {}, Edits);
  return applyEdits(Before, Edits);
}

const std::string Long = "/* " + std::string(90, 'x') + " */\n";

TEST(Wrap, ShortLinesStay) {
  EXPECT_EQ(converted("\tf(bv->p, 1);\n"), "\tf(bvec_page(bv), 1);\n");
}

TEST(Wrap, BreaksBehindACommaAndAlignsWithTheParenthesis) {
  EXPECT_EQ(
      converted("\t\t\tsg_set_page(sgl, bv->p, iv.bv_len, iv.bv_offset);\n"),
      "\t\t\tsg_set_page(sgl, bvec_page(bv), iv.bv_len,\n"
      "\t\t\t\t    iv.bv_offset);\n");
}

TEST(Wrap, OnlyEditedLinesAreBroken) {
  const std::string Before =
      "\t\t\tg(aaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbb, c);\n"
      "\tf(bv->p);\n";
  EXPECT_EQ(converted(Before).find("c);"), Before.find("c);"));
}

TEST(Wrap, AFileWithLongLinesKeepsThemUpTo100) {
  const std::string Line =
      "\t\t\tsg_set_page(sgl, bvec_page(bv), iv.bv_len, iv.bv_offset);\n";
  EXPECT_EQ(converted(Long + "\t\t\tsg_set_page(sgl, bv->p, iv.bv_len, "
                             "iv.bv_offset);\n"),
            Long + Line);
}

TEST(Wrap, NoLineBeyond100) {
  EXPECT_EQ(converted(Long + "\t\t\t\tvery_long_name_of_a_function(argument, "
                             "bv->p, another_arg, last_o);\n"),
            Long + "\t\t\t\tvery_long_name_of_a_function(argument, "
                   "bvec_page(bv), another_arg,\n"
                   "\t\t\t\t\t\t\t     last_o);\n");
  EXPECT_EQ(converted(Long + "\t\t\t\tname(argument, something_else, bv->p, "
                             "another_arg, the_last);\n"),
            Long + "\t\t\t\tname(argument, something_else, bvec_page(bv),\n"
                   "\t\t\t\t     another_arg, the_last);\n");
}

TEST(Wrap, ALineThatWasTooLongStays) {
  const std::string Args(100, 'a');
  EXPECT_EQ(converted("\tf(" + Args + ", bv->p, 1);\n"),
            "\tf(" + Args + ", bvec_page(bv), 1);\n");
}

TEST(Wrap, BetweenOperandsWithoutACall) {
  EXPECT_EQ(converted("\t\t\thigh = page_to_pfn(bv->p) + "
                      "queue_bounce_pfn(qqqqqqqq);\n"),
            "\t\t\thigh = page_to_pfn(bvec_page(bv)) +\n"
            "\t\t\t\tqueue_bounce_pfn(qqqqqqqq);\n");
}

TEST(Wrap, AMacrosLineGetsABackslash) {
  EXPECT_EQ(converted("#define M(bv)\t\t\t\t\\\n"
                      "\t\t\tsg_set_page(sgl, bv->p, iv.bv_len, iv.bv_o);\t\\\n"
                      "\t\tdone()\n"),
            "#define M(bv)\t\t\t\t\\\n"
            "\t\t\tsg_set_page(sgl, bvec_page(bv), iv.bv_len, \\\n"
            "\t\t\t\t    iv.bv_o);\t\\\n"
            "\t\tdone()\n");
}

TEST(Wrap, FollowsAFileThatDoesNotAlign) {
  const std::string Style = "\tfoo(a,\n\t\tb);\n\tfoo(c,\n\t\td);\n";
  EXPECT_EQ(converted(Style + "\t\t\tsg_set_page(sgl, bv->p, iv.bv_len, "
                              "iv.bv_offset);\n"),
            Style + "\t\t\tsg_set_page(sgl, bvec_page(bv), iv.bv_len,\n"
                    "\t\t\t\t\tiv.bv_offset);\n");
}

TEST(Wrap, AContinuationLineGoesOnWhereItBegan) {
  EXPECT_EQ(converted("\tmemcpy(to,\n"
                      "\t       page_address(bv->p) + bv->bv_offset + "
                      "off, bv->bv_len - off);\n"),
            "\tmemcpy(to,\n"
            "\t       page_address(bvec_page(bv)) + bv->bv_offset + off,\n"
            "\t       bv->bv_len - off);\n");
}

TEST(Wrap, BreaksInsideTheTextOfAnEdit) {
  const std::string Before = "\t\t\t\tbio->bi_io_vec[i].p = "
                             "r1_bio->bios[0]->page;\n";
  const std::size_t Object = Before.find("bio"), Field = Before.find(".p ");
  const std::size_t End = Before.find(';');
  std::vector<TextEdit> Edits = {{Object, 0, "bvec_set_the_page(&", 50},
                                 {Field, 5, ", ", 0},
                                 {End, 0, ")", -50}};
  wrapEditedLines(Before, Edits, {}, Edits);
  EXPECT_EQ(applyEdits(Before, Edits),
            "\t\t\t\tbvec_set_the_page(&bio->bi_io_vec[i],\n"
            "\t\t\t\t\t\t  r1_bio->bios[0]->page);\n");
}

TEST(Wrap, LeavesWhatAnotherPatchEdits) {
  const std::string Before =
      "\t\t\tsg_set_page(sgl, bv->p, iv.bv_len, iv.bv_offset);\n";
  const std::size_t At = Before.find("bv->p");
  std::vector<TextEdit> Edits = {{At, 5, "bvec_page(bv)", 0}};
  const std::vector<TextEdit> Taken = {
      Edits[0], {Before.find("iv.bv_offset"), 12, "x", 0}};
  wrapEditedLines(Before, Edits, {}, Taken);
  EXPECT_EQ(applyEdits(Before, Edits),
            "\t\t\tsg_set_page(sgl, bvec_page(bv),\n"
            "\t\t\t\t    iv.bv_len, iv.bv_offset);\n");
}

} // namespace
