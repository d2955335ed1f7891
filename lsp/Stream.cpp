//===- lsp/Stream.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's reader only logs a bad header, and MLIR's of LLVM 19 is private; the
// protocol wants an answer.
//
//===----------------------------------------------------------------------===//

#include "lsp/Stream.h"

#include "llvm/ADT/StringRef.h"

using namespace pageless::lsp;

namespace {

/// A line without its end; false if there is none.
bool readLine(std::FILE *In, std::string &Line) {
  constexpr std::size_t Most = 4096; // of a header; all else is no header
  Line.clear();
  int C = 0;
  while ((C = std::getc(In)) != EOF && C != '\n') {
    if (Line.size() == Most)
      Line.erase(0, Most / 2);
    Line.push_back(static_cast<char>(C));
  }
  if (!Line.empty() && Line.back() == '\r')
    Line.pop_back();
  return C != EOF || !Line.empty();
}

Incoming readContent(std::FILE *In, std::size_t Length) {
  std::string Text(Length, '\0');
  const std::size_t Count = std::fread(Text.data(), 1, Length, In);
  if (Count == Length)
    return {Incoming::Kind::Message, std::move(Text)};
  return {Incoming::Kind::Broken,
          "the input ended after " + std::to_string(Count) + " of " +
              std::to_string(Length) + " bytes of a message"};
}

} // namespace

Incoming pageless::lsp::readMessage(std::FILE *In) {
  constexpr unsigned long long Most = 1u << 30;
  constexpr llvm::StringRef Name = "content-length:";
  std::string Line, Value;
  bool Any = false;
  while (readLine(In, Line)) {
    if (Line.empty() && !Any)
      continue;
    if (Line.empty())
      break;
    Any = true;
    // It may stand behind the rest of a content that was longer than announced.
    if (const std::size_t At = llvm::StringRef(Line).rfind_insensitive(Name);
        At != llvm::StringRef::npos)
      Value = llvm::StringRef(Line).substr(At + Name.size()).trim().str();
  }
  if (!Any)
    return {};
  unsigned long long Length = 0;
  if (llvm::StringRef(Value).getAsInteger(10, Length) || Length > Most)
    return {Incoming::Kind::Broken,
            Value.empty() ? std::string("a message has no Content-Length")
                          : "a message has the Content-Length '" + Value + "'"};
  return readContent(In, Length);
}
