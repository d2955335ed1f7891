//===- tests/MailTest.cpp - The form of mails -----------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Mail.h"

#include "gtest/gtest.h"

using namespace pageless;

namespace {

TEST(Person, TakesNameAndMail) {
  EXPECT_EQ(parsePerson("J. Doe <j@example.org>"),
            (Person{"J. Doe", "j@example.org"}));
  EXPECT_EQ(parsePerson("\"Doe, J.\" <j@x>"), (Person{"Doe, J.", "j@x"}));
  for (const char *Bad : {"", "J", "j@example.org", "<j@example.org>", "J <j>",
                          "J <@x>", "J <j@>", "J <a b@x>", "J\nK <j@x>"})
    EXPECT_FALSE(parsePerson(Bad)) << Bad;
}

TEST(Person, IsQuotedOrEncodedIfNeedBe) {
  EXPECT_EQ(formatPerson({"A B", "a@x"}), "A B <a@x>");
  EXPECT_EQ(formatPerson({"A. B", "a@x"}), "\"A. B\" <a@x>");
  EXPECT_EQ(formatPerson({"J\xc3\xb6rg", "a@x"}),
            "=?UTF-8?q?J=C3=B6rg?= <a@x>");
}

TEST(Header, IsFoldedBetweenWordsAndCharacters) {
  const std::string Ascii = encodeHeader(std::string(60, 'a') + " bbbbb", 20);
  EXPECT_EQ(Ascii, std::string(60, 'a') + "\n bbbbb");
  std::string Umlauts;
  for (int I = 0; I < 40; ++I)
    Umlauts += "\xc3\xa4";
  const std::string Encoded = encodeHeader(Umlauts, 9);
  for (std::size_t At = 0; At < Encoded.size();) {
    const std::size_t End = std::min(Encoded.find('\n', At), Encoded.size());
    EXPECT_LE(End - At, 76u);
    const std::string Line = Encoded.substr(At, End - At);
    EXPECT_EQ(Line.substr(Line.size() - 2), "?=");
    EXPECT_EQ((Line.size() - Line.find("?q?") - 5) % 6, 0u) << Line;
    At = End + 1;
  }
}

TEST(Date, TakesThreeFormsAndRefusesOthers) {
  const std::string Written = "Thu, 21 May 2015 10:00:00 +0200";
  for (const char *Form :
       {"2015-05-21 10:00:00 +0200", "2015-05-21T10:00+02:00",
        "21 May 2015 10:00 +0200", "Thu, 21 May 2015 10:00:00 +0200"}) {
    const auto Date = parseDate(Form);
    ASSERT_TRUE(Date) << Form;
    EXPECT_EQ(Date->seconds, 1432195200) << Form;
    EXPECT_EQ(formatDate(*Date), Written) << Form;
  }
  EXPECT_EQ(formatDate(*parseDate("@0")), "Thu, 1 Jan 1970 00:00:00 +0000");
  EXPECT_EQ(formatDate(*parseDate("2016-02-29")),
            "Mon, 29 Feb 2016 00:00:00 +0000");
  for (const char *Bad :
       {"", "now", "@", "@-1", "@x", "2015-13-01", "2015-02-29",
        "2015-05-21 25:00", "2015-05-21 10", "2015-05-21 10:00 +9900",
        "2015-05-21x", "1 Foo 2015 10:00", "@99999999999999"})
    EXPECT_FALSE(parseDate(Bad)) << Bad;
}

TEST(Text, IsWrappedByParagraphs) {
  EXPECT_EQ(wrapText("aaa bbb\nccc ddd\n\n a list\n - b\nend", 8),
            "aaa bbb\nccc ddd\n\n a list\n - b\nend\n");
  EXPECT_EQ(wrapText("aaa bbb ccc", 7), "aaa bbb\nccc\n");
  EXPECT_EQ(wrapText("a-word-that-is-too-long x", 7),
            "a-word-that-is-too-long\nx\n");
}

TEST(Slug, IsThatOfGit) {
  EXPECT_EQ(slug("block: add a bio_vec's page"), "block-add-a-bio_vec-s-page");
  EXPECT_EQ(slug("a...b: c."), "a.b-c");
  EXPECT_LE(slug(std::string(100, 'a')).size(), 52u);
}

TEST(Diffstat, IsThatOfGit) {
  std::string Hundred;
  for (int I = 0; I < 100; ++I)
    Hundred += "x\n";
  const std::vector<FileChange> Files = {
      {"a.c", "1\n2\n3\n", {{0, 1, "x", 0}}},
      {"dir/new.h", "", {{0, 0, Hundred, 0}}, true}};
  EXPECT_EQ(writeDiffstat(Files),
            " a.c       |   2 +-\n"
            " dir/new.h | 100 " +
                std::string(54, '+') +
                "\n"
                " 2 files changed, 101 insertions(+), 1 deletion(-)\n"
                " create mode 100644 dir/new.h\n");
  EXPECT_EQ(writeDiffstat({}), "");
}

} // namespace
