//===- tests/SeriesTest.cpp - pageless series, and git am -----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The program as a user runs it, in a git repository of a small tree: the mails
// apply in order, and the tree is then what convert --in-place makes of it.
//
//===----------------------------------------------------------------------===//

#include "engine/Scan.h"
#include "tests/support/TestTree.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Error.h"

#include "gtest/gtest.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <sys/wait.h>

using namespace pageless;
using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

struct Output {
  int status = -1;
  std::string text; ///< both streams
};

/// Runs a line of shell without the user's own git configuration.
Output shell(const std::string &Line) {
  Output Result;
  const std::string Clean = "export GIT_CONFIG_GLOBAL=/dev/null "
                            "GIT_CONFIG_SYSTEM=/dev/null; "
                            "unset SOURCE_DATE_EPOCH; { ";
  FILE *Pipe = popen((Clean + Line + "; } 2>&1 </dev/null").c_str(), "r");
  std::array<char, 4096> Buffer;
  while (const std::size_t N =
             std::fread(Buffer.data(), 1, Buffer.size(), Pipe))
    Result.text.append(Buffer.data(), N);
  const int Status = pclose(Pipe);
  Result.status = WIFEXITED(Status) ? WEXITSTATUS(Status) : -1;
  return Result;
}

const std::string Maintainers = "MD\nM:\tNeil <n@x>\nL:\traid@x\n"
                                "F:\tdrivers/md/\n\n"
                                "BLOCK\nM:\tJens <j@x>\nF:\tblock/\n\n"
                                "THE REST\nF:\t*\nF:\t*/\n";

class SeriesCommand : public testing::Test {
protected:
  void SetUp() override {
    tree.writeBlkTypes(/*Helpers=*/false);
    for (const char *Path :
         {"block/a.c", "drivers/md/raid1.c", "drivers/md/bcache/b.c"}) {
      const std::string Name = fs::path(Path).stem();
      tree.write(Path, "#include <linux/blk_types.h>\n"
                       "void *" +
                           Name +
                           "(struct bio_vec *v, void *p)\n{\n"
                           "\t/* bv_page is read here */\n"
                           "\tvoid *q = v->bv_page;\n\tv->bv_page = p;\n"
                           "\t*(void **)&v->bv_page = q;\n\treturn q;\n}\n");
      tree.command(Path);
    }
    tree.write("MAINTAINERS", Maintainers);
    tree.convert(); // writes the database
    out = tree.objects("outgoing");
  }

  Output git(const std::string &Arguments) const {
    return shell("git -C " + tree.root() + " " + Arguments);
  }

  void makeRepository() const {
    ASSERT_EQ(git("init -q").status, 0);
    ASSERT_EQ(git("config user.name 'J. M\xc3\xb6rg'").status, 0);
    ASSERT_EQ(git("config user.email j@example.org").status, 0);
    ASSERT_EQ(git("add -A").status, 0);
    ASSERT_EQ(git("commit -q -m 'md: first'").status, 0);
  }

  Output series(const std::string &More = "") const {
    return shell(std::string(PAGELESS_PROGRAM) +
                 " series --rule bvec-page -p " + tree.objects() + " -o " +
                 out + " " + More);
  }

  std::vector<std::string> mails() const {
    std::vector<std::string> Names;
    for (const auto &Entry : fs::directory_iterator(out))
      Names.push_back(Entry.path().filename());
    llvm::sort(Names);
    return Names;
  }

  std::string mail(const std::string &Name) const {
    auto Text = readFile(out + "/" + Name);
    return Text ? *Text : (llvm::consumeError(Text.takeError()), "");
  }

  /// The tree's sources, one behind the other.
  std::string sources() const {
    std::string All;
    for (const char *Path :
         {"block/a.c", "drivers/md/raid1.c", "drivers/md/bcache/b.c",
          "include/linux/blk_types.h"})
      All += tree.read(Path);
    return All;
  }

  TestTree tree;
  std::string out;
};

TEST_F(SeriesCommand, AppliesAndIsWhatInPlaceMakes) {
  makeRepository();
  for (const std::string Split : {"none", "directory", "maintainer"}) {
    const Output Made = series("--split " + Split);
    ASSERT_EQ(Made.status, 0) << Made.text;
    const Output Applied = git("am --empty=drop " + out + "/*.patch");
    ASSERT_EQ(Applied.status, 0) << Applied.text;
    EXPECT_EQ(git("log -1 --format=%an").text, "J. M\xc3\xb6rg\n");
    const std::string ByMail = sources();
    git("reset -q --hard $(git -C " + tree.root() +
        " rev-list --max-parents=0 HEAD)");
    ASSERT_EQ(shell(std::string(PAGELESS_PROGRAM) +
                    " convert --rule bvec-page --in-place -p " +
                    tree.objects() + " --out " + out + "-convert")
                  .status,
              0);
    EXPECT_EQ(ByMail, sources());
    git("reset -q --hard");
  }
}

/// Skeletons of the files that the support code of pfn goes into. \p Moved has
/// other neighbours, another order and other white space, as kernels before and
/// after have.
void writeSkeletons(const TestTree &Tree, bool Moved) {
  const std::string More = Moved ? "\n#define MORE(x) \\\n\t{ x\n" : "";
  const std::string Blank = Moved ? "\n\t\t" : " ";
  Tree.write("mm/Makefile", Moved ? "obj-y += a.o" : "obj-y += b.o\n");
  Tree.write("mm/Kconfig", (Moved ? "config FIRST\n\tbool\n\n" : "") +
                               std::string("config PHYS_ADDR_T_64BIT\n"
                                           "\tdef_bool 64BIT\n"));
  Tree.write("include/linux/dma-mapping.h",
             "#include <linux/scatterlist.h>\n" + More +
                 "struct dma_map_ops {\n\tint is_phys;\n" +
                 (Moved ? "\tint more;\n" : "") + "};\n");
  const std::string Single =
      "static inline dma_addr_t dma_map_single_attrs(int i)\n{\n"
      "\taddr = ops->map_page(dev, virt_to_page(ptr),\n"
      "\t\t(unsigned long)ptr &" +
      Blank + "~PAGE_MASK, size, dir, attrs);\n}\n";
  const std::string Page = "static inline dma_addr_t dma_map_page(int i)\n{\n"
                           "\taddr = ops->map_page(dev, page, offset, size," +
                           Blank + "dir, NULL);\n}\n";
  Tree.write("include/asm-generic/dma-mapping-common.h",
             More + (Moved ? Page + Single : Single + "\n" + Page));
  const std::string Sg =
      "static inline void sg_assign_page(int i)\n{\n"
      "\tsg->page_link = page_link | (unsigned long)" +
      Blank + "page;\n}\n" + More +
      "\nstatic inline void sg_set_page(int i)\n{\n}\n"
      "\nstatic inline struct page *sg_page(struct scatterlist *sg)\n{\n"
      "\treturn (struct page *)((sg)->page_link & ~0x3);\n}\n"
      "\nstatic inline dma_addr_t sg_phys(struct scatterlist *sg)\n{\n"
      "\treturn page_to_phys(sg_page(sg)) + sg->offset;\n}\n";
  Tree.write("include/linux/scatterlist.h", "#include <linux/mm.h>\n\n" + Sg);
  Tree.write("include/linux/highmem.h",
             "#ifndef H\n#include <linux/hardirq.h>\n" + More + "#endif\n");
  Tree.write("include/linux/blkdev.h",
             "#define QUEUE_FLAG_NO_SG_MERGE 21 /* x */\n" + More +
                 "#define blk_queue_discard(q) \\\n\tq\n");
  Tree.write("include/linux/bio.h",
             More + "#define bio_for_each_segment(a, b, c) \\\n\tx\n");
  Tree.write("block/blk-core.c",
             "static int\ngeneric_make_request_checks(struct bio *bio)\n{\n"
             "\tif (likely(bio_is_rw(bio) &&" +
                 Blank + "nr_sectors > queue_max_hw_sectors(q))) {\n\t}\n}\n");
}

TEST_F(SeriesCommand, TheWholeSeriesGoesIntoTreesThatDiffer) {
  for (const bool Moved : {false, true}) {
    writeSkeletons(tree, Moved);
    makeRepository();
    const Output Made = shell(std::string(PAGELESS_PROGRAM) + " series -p " +
                              tree.objects() + " -o " + out);
    ASSERT_EQ(Made.status, 0) << Made.text;
    EXPECT_EQ(mails().size(), 8u);
    const Output Applied = git("am --empty=drop " + out + "/*.patch");
    ASSERT_EQ(Applied.status, 0) << Applied.text;
    const std::pair<const char *, const char *> Parts[] = {
        {"include/asm-generic/pfn.h", "typedef struct {"},
        {"mm/Makefile", "o\nobj-$(CONFIG_DEV_PFN) += pfn.o\n"
                        "obj-$(CONFIG_DEV_PFN) += kmap_pfn.o\n"},
        {"mm/Kconfig", "\tdef_bool 64BIT\n\nconfig DEV_PFN\n"},
        {"include/linux/dma-mapping.h", "is_phys;\n\n\t/* Like map_page"},
        {"include/asm-generic/dma-mapping-common.h",
         "\taddr = dma_ops_map_pfn(ops, dev, page_to_pfn_t(page), "},
        {"include/linux/scatterlist.h",
         "#include <linux/mm.h>\n#include <asm-"},
        {"include/linux/scatterlist.h",
         "{\n#ifdef CONFIG_DEV_PFN\n\tWARN_ON_ONCE(sg->page_link & "
         "__PFN_DEV);"},
        {"include/linux/highmem.h", "#endif\n\n#endif\n"},
        {"include/linux/blkdev.h", "/* x */\n#define QUEUE_FLAG_PFN"},
        {"include/linux/bio.h", "static inline bool bio_has_pfn("},
        {"block/blk-core.c", "\t}\n\n\tif (likely(bio_is_rw(bio) &&"},
    };
    for (const auto &[Path, Part] : Parts)
      EXPECT_NE(tree.read(Path).find(Part), std::string::npos)
          << Path << ":\n"
          << tree.read(Path);
    fs::remove_all(tree.root() + "/.git");
    fs::remove(tree.root() + "/include/asm-generic/pfn.h");
    fs::remove(tree.root() + "/mm/pfn.c");
    fs::remove(tree.root() + "/mm/kmap_pfn.c");
    SetUp(); // the files as they were before
  }
}

TEST_F(SeriesCommand, TheWholeSeriesNamesWhatTheTreeLacks) {
  const Output Made =
      shell(std::string(PAGELESS_PROGRAM) + " series -p " + tree.objects() +
            " -o " + out + " --author 'J <j@x>'");
  EXPECT_EQ(Made.status, 2);
  EXPECT_EQ(Made.text,
            "pageless: support code pfn: mm/Makefile is not there\n");
}

TEST_F(SeriesCommand, TheCoverLetterSaysWhatIsThereAndWhatIsLeft) {
  makeRepository();
  ASSERT_EQ(series("--reroll 2 --rfc --to l@x --cc 'K <k@x>' "
                   "--date '2015-05-21 10:00 +0200'")
                .status,
            0);
  EXPECT_EQ(mails().front(), "v2-0000-cover-letter.patch");
  const std::string Cover = mail("v2-0000-cover-letter.patch");
  const std::string Head = git("rev-parse HEAD").text;
  for (const std::string &Part :
       {std::string("From: =?UTF-8?q?J=2E=20M=C3=B6rg?= <j@example.org>\n"),
        std::string("Date: Thu, 21 May 2015 10:00:00 +0200\n"),
        std::string("Subject: [RFC PATCH v2 0/2] "), std::string("To: l@x\n"),
        std::string("Cc: K <k@x>\n"),
        std::string("6 sites converted in 3 files, 3 left there\n"),
        std::string(" block/a.c:7: address-taken\n"),
        std::string(" block/a.c:4: /* bv_page is read here */\n"),
        "base-commit: " + Head})
    EXPECT_NE(Cover.find(Part), std::string::npos) << Part << Cover;
  const std::string Second = mail(mails().back());
  EXPECT_NE(Second.find("rule bvec-page version"), std::string::npos);
  EXPECT_NE(Second.find("profile\npfn"), std::string::npos);
  EXPECT_EQ(Second.find("Signed-off-by"), std::string::npos);
}

TEST_F(SeriesCommand, SignsAndCopiesOnlyIfAsked) {
  makeRepository();
  ASSERT_EQ(series("--split maintainer --cc-maintainers "
                   "--signed-off-by 'A B <a@x>'")
                .status,
            0);
  EXPECT_EQ(mails().size(), 4u);
  const std::string Md = mail(mails().back());
  EXPECT_NE(
      Md.find("Cc: Neil <n@x>\nCc: raid@x\nSigned-off-by: A B <a@x>\n---"),
      std::string::npos)
      << Md;
}

TEST_F(SeriesCommand, TakesThePrefixFromHistory) {
  makeRepository();
  for (const char *Change : {"1", "2"}) {
    tree.write("block/a.c", tree.read("block/a.c") + "/* " + Change + " */\n");
    ASSERT_EQ(git("commit -q -a -m 'blk-x: change'").status, 0);
  }
  ASSERT_EQ(series("--split directory").status, 0);
  EXPECT_EQ(mails().at(2).substr(0, 11), "0002-blk-x-");
}

TEST_F(SeriesCommand, KnowsNoBaseOfATreeThatIsChanged) {
  makeRepository();
  tree.write("block/a.c", tree.read("block/a.c") + "\n");
  ASSERT_EQ(series().status, 0);
  EXPECT_EQ(mail("0000-cover-letter.patch").find("base-commit"),
            std::string::npos);
  ASSERT_EQ(series("--base HEAD").status, 0);
  EXPECT_NE(mail("0000-cover-letter.patch").find("base-commit"),
            std::string::npos);
}

TEST_F(SeriesCommand, RefusesInOneLine) {
  const std::pair<std::string, std::string> Bad[] = {
      {"", "say who you are with --author"},
      {"--author me", "--author wants"},
      {"--author 'J <j@x>' --signed-off-by x", "--signed-off-by wants"},
      {"--author 'J <j@x>' --base HEAD", "is no git repository"},
      {"--author 'J <j@x>' --date yesterday", "--date is no date"},
      {"--author 'J <j@x>' --to nobody", "not an address: nobody"},
      {"--author 'J <j@x>' --reroll 0", "--reroll counts from 1"},
  };
  for (const auto &[Options, Message] : Bad) {
    const Output Refused = series(Options);
    EXPECT_EQ(Refused.status, 2) << Options;
    EXPECT_EQ(Refused.text.find('\n'), Refused.text.size() - 1) << Refused.text;
    EXPECT_NE(Refused.text.find(Message), std::string::npos) << Refused.text;
    EXPECT_FALSE(fs::exists(out));
  }
}

TEST_F(SeriesCommand, RemovesOnlyTheMailsOfAnEarlierRun) {
  ASSERT_EQ(series("--author 'J <j@x>' --split directory").status, 0);
  const std::size_t Many = mails().size();
  shell("echo mine > " + out + "/mine.patch");
  ASSERT_EQ(series("--author 'J <j@x>'").status, 0);
  EXPECT_LT(mails().size(), Many + 1);
  EXPECT_EQ(mail("mine.patch"), "mine\n");
}

} // namespace
