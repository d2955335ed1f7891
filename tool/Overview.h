//===- tool/Overview.h - What --help says first -----------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_TOOL_OVERVIEW_H
#define PAGELESS_TOOL_OVERVIEW_H

namespace pageless {

inline constexpr const char *Overview =
    "pageless: converts kernel code that reaches memory through struct page\n\n"
    "Exit status: 0 done; 1 check has findings, or verify found something\n"
    "wrong; 2 wrong usage, or a profile that does not fit the tree; 3\n"
    "incomplete: something could not be analysed, proven or written, the\n"
    "report says what; 4 internal error: the totals do not add up; 5 merge "
    "has\n"
    "written further shards.\n\n"
    "PATH limits what convert may edit: the ledger covers the files below the\n"
    "PATHs, all others are only read. The helpers' header is always patched\n"
    "where the profile brings the helpers along.\n\n"
    "scan lists what convert is about: every spelling of a rule's words, in\n"
    "code, macros, comments and strings. It needs no compile database.\n\n"
    "verify takes the folder that convert wrote, compiles the units of its\n"
    "words before and after the patches, and says whether the code is the\n"
    "same; docs/trust.md tells what that proves.\n\n"
    "series writes what convert would as mails; docs/series.md tells more.\n"
    "check judges what a diff adds: without --diff, --since and --staged what\n"
    "the working tree changes against HEAD. It ends with 0 if there is "
    "nothing\n"
    "to say, with 1 if there are findings, and with 3 if there are none but\n"
    "something could not be judged. check-unit takes its own options first,\n"
    "then the compiler's, and ends with 0 unless --error is given.\n"
    "docs/check.md tells more.\n\n"
    "plan, analyse and merge do what convert does, on any number of machines\n"
    "that share the tree: plan writes shards, analyse makes facts of one, and\n"
    "merge ends the run with the facts; docs/scale.md tells more.\n\n"
    "lsp is a language server beside clangd, whose diagnostics and quick\n"
    "fixes are those of convert for the open file. It ends with 0 if the\n"
    "editor says goodbye as the protocol wants, else with 1; docs/editors.md\n"
    "has the settings of editors.\n";

} // namespace pageless

#endif // PAGELESS_TOOL_OVERVIEW_H
