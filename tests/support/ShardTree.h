//===- tests/support/ShardTree.h - A tree for runs in shards ----*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TESTS_SUPPORT_SHARDTREE_H
#define PAGELESS_TESTS_SUPPORT_SHARDTREE_H

#include "tests/support/Shell.h"
#include "tests/support/TestTree.h"

#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <sys/wait.h>

namespace pageless::test {

/// Four units with words, and a header with one that a fifth includes, which
/// only the second round finds; and the program, run in shards of it.
class ShardTree {
public:
  ShardTree() {
    tree.writeBlkTypes();
    tree.write("include/linux/plain.h", "int plain(int);\n");
    for (const std::string Name : {"a", "b", "c", "d"}) {
      tree.write(Name + ".c", "#include <linux/blk_types.h>\n"
                              "#include <linux/plain.h>\n"
                              "void *" +
                                  Name +
                                  "(struct bio_vec *v)\n{\n"
                                  "\treturn v->bv_page;\n}\n");
      tree.command(Name + ".c");
    }
    tree.write("late.h", "static inline void *h(struct bio_vec *v)\n"
                         "{\n\treturn v->bv_page;\n}\n");
    tree.write("late.c", "#include <linux/blk_types.h>\n#include \"late.h\"\n");
    tree.command("late.c");
    tree.writeDatabases();
    work = tree.objects("work");
    std::filesystem::create_directories(work);
  }

  /// Runs a line of shell in the working folder; `pageless` is in the PATH.
  /// What it prints is in `text`.
  int run(const std::string &Line) {
    const std::string Setting =
        "cd " + work + " && export PATH=" + path +
        std::filesystem::path(PAGELESS_PROGRAM).parent_path().string() +
        ":$PATH; { ";
    return runShell(Setting + Line + "\n} 2>&1 </dev/null", text);
  }

  /// The options of convert and plan.
  std::string options() const {
    return "--rule bvec-page -p " + tree.objects() + " ";
  }

  TestTree tree;
  std::string work;
  std::string path; ///< folders, each with ":" behind it
  std::string text;
};

} // namespace pageless::test

#endif // PAGELESS_TESTS_SUPPORT_SHARDTREE_H
