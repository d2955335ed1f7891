//===- tests/lsp/EditorsTest.cpp - Editors, as docs/editors.md says -------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The configurations are taken out of the page, so that what is there works.
// Each editor opens a file, waits for the diagnostic, takes the fix and saves.
//
//===----------------------------------------------------------------------===//

#include "tests/support/TestTree.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

#include "gtest/gtest.h"

#include <filesystem>
#include <fstream>
#include <optional>

using namespace pageless::test;
namespace fs = std::filesystem;

namespace {

const std::string Source = PAGELESS_SOURCE_DIR;

std::string textOf(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer ? (*Buffer)->getBuffer().str() : "";
}

/// The lines that docs/editors.md has for the editor of a language.
std::string configuration(const std::string &Language) {
  const std::string Page = textOf(Source + "/docs/editors.md");
  llvm::StringRef Text = Page;
  Text = Text.split("```" + Language + "\n").second;
  return Text.split("```\n").first.str();
}

/// A tree with a file that has one fix, and a home for the editor.
class EditorsTest : public testing::Test {
protected:
  void SetUp() override {
    Tree.write(
        "include/linux/bvec.h",
        "struct page;\n"
        "struct bio_vec {\n\tstruct page *bv_page;\n};\n"
        "static inline struct page *bvec_page(const struct bio_vec *bv)\n"
        "{\n\treturn bv->bv_page;\n}\n"
        "static inline void bvec_assign_page(struct bio_vec *bv,\n"
        "\t\t\t\t    struct page *page)\n"
        "{\n\tbv->bv_page = page;\n}\n");
    Tree.write("a.c", text("bv->bv_page"));
    Tree.command("a.c");
    Tree.writeDatabases();
    fs::create_directories(Tree.root() + "/build");
    fs::copy(Tree.objects() + "/compile_commands.json", Tree.root() + "/build");
  }

  static std::string text(const std::string &Read) {
    return "#include <linux/bvec.h>\n\n"
           "struct page *get(struct bio_vec *bv)\n{\n\treturn " +
           Read + ";\n}\n";
  }

  /// Writes a file of the editor's, and gives its path.
  std::string file(const std::string &Name, const std::string &Text) {
    const std::string Path = Tree.root() + "/build/" + Name;
    std::ofstream(Path) << Text;
    return Path;
  }

  /// Runs the editor in the tree, and expects that it has saved the fix.
  void edit(const std::string &Editor, std::vector<std::string> Arguments) {
    const std::string Log = Tree.root() + "/build/log";
    const std::string Path =
        fs::path(PAGELESS_PROGRAM).parent_path().string() + ":/usr/bin:/bin";
    std::vector<std::string> Line = {"/usr/bin/env",
                                     "-i",
                                     "-C",
                                     Tree.root(),
                                     "TERM=dumb",
                                     "PATH=" + Path,
                                     "HOME=" + Tree.root() + "/build",
                                     Editor};
    Line.insert(Line.end(), Arguments.begin(), Arguments.end());
    const std::vector<llvm::StringRef> Refs(Line.begin(), Line.end());
    const std::optional<llvm::StringRef> Redirects[] = {"", Log, Log};
    std::string Message;
    const int Status = llvm::sys::ExecuteAndWait(Line[0], Refs, std::nullopt,
                                                 Redirects, 120, 0, &Message);
    EXPECT_EQ(Status, 0) << Message << textOf(Log);
    EXPECT_NE(textOf(Log).find("bvec_page(bv)"), std::string::npos)
        << textOf(Log);
    EXPECT_EQ(Tree.read("a.c"), text("bvec_page(bv)"));
  }

  TestTree Tree;
  const std::string Drivers = Source + "/tests/lsp/editors/";
};

TEST_F(EditorsTest, Neovim) {
  const auto Editor = llvm::sys::findProgramByName("nvim");
  if (!Editor)
    GTEST_SKIP() << "needs Debian's neovim";
  edit(*Editor,
       {"--headless", "--clean", "-u", file("init.lua", configuration("lua")),
        "a.c", "-S", Drivers + "neovim.lua"});
}

TEST_F(EditorsTest, VimWithAle) {
  const auto Editor = llvm::sys::findProgramByName("vim");
  if (!Editor || !fs::exists("/usr/share/vim-ale"))
    GTEST_SKIP() << "needs Debian's vim and vim-ale";
  edit(*Editor, {"-N", "-es", "-u",
                 file("vimrc", "filetype plugin on\n" + configuration("vim")),
                 "a.c", "-S", Drivers + "ale.vim"});
}

TEST_F(EditorsTest, EmacsWithEglot) {
  const auto Editor = llvm::sys::findProgramByName("emacs");
  if (!Editor || !fs::exists("/usr/share/emacs/site-lisp/elpa-src"))
    GTEST_SKIP() << "needs Debian's emacs-nox and elpa-eglot";
  edit(*Editor, {"--batch", "--eval", "(package-initialize)", "-l",
                 file("init.el", configuration("elisp")), "-l",
                 Drivers + "eglot.el", "a.c"});
}

} // namespace
