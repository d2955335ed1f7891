//===- lsp/Position.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "lsp/Position.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/ConvertUTF.h"

using namespace pageless::lsp;

namespace {

/// The bytes of the character that \p Text begins with, at least one.
std::size_t bytesOfFirst(llvm::StringRef Text) {
  const unsigned Bytes =
      llvm::getNumBytesForUTF8(static_cast<llvm::UTF8>(Text.front()));
  return std::min<std::size_t>(Bytes, Text.size());
}

/// What a character of that many bytes counts.
std::size_t unitsOf(std::size_t Bytes, Encoding E) {
  if (E == Encoding::Utf8)
    return Bytes;
  return E == Encoding::Utf16 && Bytes == 4 ? 2 : 1;
}

} // namespace

std::string_view pageless::lsp::toString(Encoding E) {
  switch (E) {
  case Encoding::Utf8:
    return "utf-8";
  case Encoding::Utf16:
    return "utf-16";
  case Encoding::Utf32:
    return "utf-32";
  }
  return "";
}

std::optional<Encoding> pageless::lsp::encodingNamed(llvm::StringRef Name) {
  return llvm::StringSwitch<std::optional<Encoding>>(Name)
      .Case("utf-8", Encoding::Utf8)
      .Case("utf-16", Encoding::Utf16)
      .Case("utf-32", Encoding::Utf32)
      .Default(std::nullopt);
}

LineIndex::LineIndex(llvm::StringRef Text) : Text(Text), Starts{0} {
  for (std::size_t I = Text.find('\n'); I != llvm::StringRef::npos;
       I = Text.find('\n', I + 1))
    Starts.push_back(I + 1);
}

llvm::StringRef LineIndex::lineAt(std::size_t Number) const {
  const std::size_t End =
      Number + 1 < Starts.size() ? Starts[Number + 1] - 1 : Text.size();
  return Text.slice(Starts[Number], End);
}

base::Position LineIndex::positionOf(std::size_t Offset, Encoding E) const {
  Offset = std::min(Offset, Text.size());
  const auto Next = llvm::upper_bound(Starts, Offset);
  const std::size_t Line = static_cast<std::size_t>(Next - Starts.begin()) - 1;
  llvm::StringRef Before = Text.slice(Starts[Line], Offset);
  std::size_t Units = 0;
  while (!Before.empty()) {
    const std::size_t Bytes = bytesOfFirst(Before);
    Units += unitsOf(Bytes, E);
    Before = Before.drop_front(Bytes);
  }
  return base::Position(static_cast<int>(Line), static_cast<int>(Units));
}

std::size_t LineIndex::offsetOf(const base::Position &At, Encoding E) const {
  if (At.line < 0)
    return 0;
  const auto Line = static_cast<std::size_t>(At.line);
  if (Line >= Starts.size())
    return Text.size();
  llvm::StringRef Rest = lineAt(Line).rtrim('\r');
  std::size_t Offset = Starts[Line];
  auto Left = static_cast<std::size_t>(std::max(At.character, 0));
  while (Left > 0 && !Rest.empty()) {
    const std::size_t Bytes = bytesOfFirst(Rest), Units = unitsOf(Bytes, E);
    if (Units > Left)
      break; // inside a character: before it
    Left -= Units;
    Offset += Bytes;
    Rest = Rest.drop_front(Bytes);
  }
  return Offset;
}

llvm::Error
pageless::lsp::apply(const base::TextDocumentContentChangeEvent &Change,
                     Encoding E, std::string &Text) {
  if (!Change.range) {
    Text = Change.text;
    return llvm::Error::success();
  }
  const LineIndex Index(Text);
  const std::size_t Begin = Index.offsetOf(Change.range->start, E);
  const std::size_t End = Index.offsetOf(Change.range->end, E);
  if (End < Begin)
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "a change ends before it begins");
  Text.replace(Begin, End - Begin, Change.text);
  return llvm::Error::success();
}
