//===- engine/LexFile.h - What one file spells, without its AST -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_LEXFILE_H
#define PAGELESS_ENGINE_LEXFILE_H

#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <cstddef>
#include <string>
#include <vector>

namespace pageless {

/// Where in the text a word stands.
enum class WordKind {
  Code,      ///< an identifier outside directives
  MacroBody, ///< in the replacement list of a #define
  Parameter, ///< of the macro being defined: what stands there are arguments
  Directive, ///< elsewhere on a preprocessor line
  Comment,
  String, ///< in a string or character literal
};

/// One spelling of a trigger word: one entry of the ledger.
struct Word {
  std::string file; ///< relative to the tree's root
  std::string text;
  std::size_t offset = 0; ///< in bytes, from 0
  unsigned line = 0;      ///< from 1
  unsigned column = 0;    ///< in bytes, from 1
  WordKind kind = WordKind::Code;
  std::string function; ///< enclosing function; "" at file scope
  std::string macro;    ///< macro whose body it stands in; "" if none
  /// The #if lines around it, outermost first.
  struct Condition {
    std::size_t offset = 0; ///< of the directive that must hold
    std::string text;       ///< e.g. "CONFIG_HIGHMEM", "!(defined(X))"
  };
  std::vector<Condition> conditions;
};

/// The words of one file, and the offsets of its preprocessor directives.
struct LexedFile {
  std::vector<Word> words;
  std::vector<std::size_t> directives; ///< offset of each '#', sorted
};

/// Lexes \p Text with Clang's raw lexer, which knows line splices, comments and
/// literals as the compiler does. Never fails: text that is no C (an #if 0
/// with prose) is searched all the same, as code.
LexedFile lexFile(llvm::StringRef File, llvm::StringRef Text,
                  const llvm::StringSet<> &Triggers);

/// The parameter list of the #define whose '#' stands at \p Directive, without
/// the parentheses; "" if it is none of a function-like macro.
llvm::StringRef macroParameters(llvm::StringRef Text, std::size_t Directive);

/// The offsets, sorted, at which \p Text spells one of \p Names as a whole
/// identifier, comments and strings included.
std::vector<std::size_t> findIdentifiers(llvm::StringRef Text,
                                         const llvm::StringSet<> &Names);

} // namespace pageless

#endif // PAGELESS_ENGINE_LEXFILE_H
