//===- tests/PrecompiledTrapsTest.cpp - Shared headers are no trap --------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tests/SharedHeaders.h"

using namespace pageless;
using namespace pageless::test;

namespace {

/// The traps that a review set, each as x.c before what is in GET.
class Trap : public SharedHeaders,
             public testing::WithParamInterface<
                 std::tuple<const char *, const char *, const char *>> {};

TEST_P(Trap, IsSeen) {
  const auto &[Name, Headers, Text] = GetParam();
  // "file: text" parts, each begun by '@'
  llvm::SmallVector<llvm::StringRef> Parts;
  llvm::StringRef(Headers).split(Parts, '@', -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef Part : Parts) {
    const auto [File, Content] = Part.split(':');
    const std::string Guard = "GUARD_" + File.str();
    tree.write("include/linux/" + File.str() + ".h",
               "#ifndef " + Guard + "\n#define " + Guard + "\n" +
                   Content.str() + "#endif\n");
  }
  tree.write("own.h", "#include <linux/all.h>\n");
  const std::string Blk = "#include <linux/blk_types.h>\n",
                    Get = "static void *get(struct bio_vec *b)\n{\n"
                          "\treturn b->bv_page;\n}\n";
  whole("x.c", llvm::StringRef(Text).starts_with("!")
                   ? std::string(Text).substr(1) + Get
                   : Blk + Text + Get);
  isTrap("x.c"); // says by itself if facts differ
}

#define BLK "#include <linux/blk_types.h>\n"
#define ALL "#include <linux/all.h>\n"
#define IF(c)                                                                  \
  "#if " c "\nstatic void *in(struct bio_vec *b)\n{\n"                         \
  "\treturn b->bv_page;\n}\n#endif\n"

INSTANTIATE_TEST_SUITE_P(
    Review, Trap,
    testing::Values(
        std::tuple("Undefined", "@all:" BLK "#define FOO 1\n",
                   "!#undef FOO\n" BLK ALL IF("FOO == 1")),
        std::tuple("DefinedOtherwise", "@all:" BLK "#define FOO 7\n",
                   "!#define FOO(x) x\n" BLK ALL IF("FOO == 7")),
        std::tuple("DefinedAgain",
                   "@k:#undef X\n#define X 1\n@l:#undef X\n#define X 1\n"
                   "@j:#undef X\n#define X 2\n@all:" BLK
                   "#include <linux/k.h>\n#include <linux/j.h>\n"
                   "#include <linux/l.h>\n",
                   "#include <linux/k.h>\n#undef X\n#include <linux/l.h>\n" IF(
                       "X == 1")),
        std::tuple("AskedTwice",
                   "@j:#undef X\n#define X 2\n@k:#undef X\n#define X 1\n"
                   "@i:static int v = X;\n#include <linux/j.h>\n" IF(
                       "X == 1") "@all:" BLK "#include <linux/j.h>\n"
                                 "#include <linux/k.h>\n#include <linux/i.h>\n",
                   "#include <linux/k.h>\n#include <linux/i.h>\n"),
        std::tuple("ElseIfDefined",
                   "@all:" BLK "#ifndef FOO\n#define FOO 1\n#elifdef BAR\n"
                   "#define Q 1\n#endif\n",
                   "!#define FOO 2\n#define BAR\n" BLK ALL IF("Q")),
        std::tuple("Counted", "@all:" BLK "static int v = __COUNTER__;\n",
                   IF("__COUNTER__ == 0")),
        std::tuple("Level", "@all:" BLK IF("__INCLUDE_LEVEL__ == 1"),
                   "#include \"own.h\"\n"),
        std::tuple("Dropped",
                   "@d:#define DROP(x) 1\n#define ID(x) DROP(x)\n"
                   "@b:static int v = ID(CUR);\n@c:#define CUR b->bv_page\n"
                   "@all:" BLK "#include <linux/d.h>\n#include <linux/b.h>\n"
                   "#include <linux/c.h>\n",
                   "#include <linux/d.h>\n#include <linux/c.h>\n"
                   "#include <linux/b.h>\n"),
        std::tuple("Result", "@all:" BLK "struct hidden { int a; };\n",
                   "struct hidden make(void)\n{\n\tfor (;;)\n\t\t;\n}\n"),
        std::tuple("Array", "@all:" BLK "struct hidden { int a; };\n",
                   "struct hidden;\nextern struct hidden t[];\n"),
        std::tuple("Parameter", "@all:" BLK "struct hidden { int a; };\n",
                   "static void use(struct hidden *p);\n"
                   "static void use(struct hidden *p) { }\n"),
        std::tuple("Enumeration", "@all:" BLK "enum hidden { HIDDEN };\n",
                   "enum hidden;\nint x = sizeof(enum hidden);\n"),
        std::tuple("Cleanup", "@all:" BLK "void hidden_free(void *);\n",
                   "void f(void) { void *q __attribute__((cleanup("
                   "hidden_free))) = 0; }\n"),
        std::tuple("Merged", "@all:" BLK "extern int arr[10];\n",
                   "extern int arr[];\nint x = sizeof(arr);\n"),
        std::tuple("Storage", "@all:" BLK "static int f(int);\n",
                   "int f(int);\nstatic int f(int);\n"),
        std::tuple("Silenced", "@all:" BLK "#pragma pack(1)\n",
                   "struct p { char a; int b; };\n"
                   "_Static_assert(sizeof(struct p) == 8, \"\");\n"),
        std::tuple("BlankedTwice",
                   "@a:static inline int f(void)\n{\n\treturn 0;\n}\n"
                   "@b:static inline int f(void)\n{\n\treturn 0;\n}\n"
                   "@all:" BLK,
                   "#include <linux/a.h>\n#include <linux/b.h>\n")),
    [](const auto &Info) { return std::string(std::get<0>(Info.param)); });
#undef BLK
#undef ALL
#undef IF

} // namespace
