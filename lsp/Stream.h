//===- lsp/Stream.h - Messages of the base protocol -------------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_LSP_STREAM_H
#define PAGELESS_LSP_STREAM_H

#include <cstdio>
#include <string>

namespace pageless::lsp {

/// What came in.
struct Incoming {
  enum class Kind {
    Message, ///< `text` is its content
    Broken,  ///< `text` says, in one line, what is wrong
    End,     ///< there is nothing more
  };
  Kind kind = Kind::End;
  std::string text;
};

/// Reads the next message. What is between messages is skipped, so that one bad
/// header does not spoil what comes after it.
Incoming readMessage(std::FILE *In);

} // namespace pageless::lsp

#endif // PAGELESS_LSP_STREAM_H
