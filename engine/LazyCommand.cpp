//===- engine/LazyCommand.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/LazyCommand.h"

#include "engine/JsonDepth.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/Compression.h"
#include "llvm/Support/Error.h"

#include <nlohmann/json.hpp>

using namespace pageless;
namespace zstd = llvm::compression::zstd;

const char *const CommandEntry::Lacking =
    "lacks a directory, a file, or a command or arguments";

namespace {

/// The text of a member, or nothing if it is no text.
std::optional<std::string> textOf(const nlohmann::json &Object,
                                  const char *Key) {
  const auto It = Object.find(Key);
  if (It == Object.end() || !It->is_string())
    return std::nullopt;
  return It->get<std::string>();
}

/// The arguments of an entry: a list, or a command line as for a shell.
std::optional<std::vector<std::string>>
argumentsOf(const nlohmann::json &Object) {
  std::vector<std::string> Arguments;
  if (const auto It = Object.find("arguments"); It != Object.end()) {
    if (!It->is_array())
      return std::nullopt;
    for (const nlohmann::json &Argument : *It) {
      if (!Argument.is_string())
        return std::nullopt;
      Arguments.push_back(Argument.get<std::string>());
    }
    return Arguments;
  }
  const std::optional<std::string> Command = textOf(Object, "command");
  if (!Command)
    return std::nullopt;
  llvm::BumpPtrAllocator Memory;
  llvm::StringSaver Saver(Memory);
  llvm::SmallVector<const char *> Words;
  llvm::cl::TokenizeGNUCommandLine(*Command, Saver, Words);
  Arguments.assign(Words.begin(), Words.end());
  return Arguments;
}

} // namespace

std::optional<CommandEntry> CommandEntry::of(const nlohmann::json &Object) {
  if (!Object.is_object())
    return std::nullopt;
  auto Directory = textOf(Object, "directory"), File = textOf(Object, "file");
  auto Arguments = argumentsOf(Object);
  if (!Directory || !File || !Arguments)
    return std::nullopt;
  return CommandEntry{std::move(*Directory), std::move(*File),
                      std::move(*Arguments)};
}

std::optional<CommandEntry> CommandEntry::read(llvm::StringRef Text,
                                               std::string &Wrong) {
  if (isNestedTooDeeply(Text)) {
    Wrong = "is nested too deeply";
    return std::nullopt;
  }
  const auto Object = nlohmann::json::parse(Text.begin(), Text.end(), nullptr,
                                            /*allow_exceptions=*/false);
  if (Object.is_discarded()) {
    Wrong = "is no JSON";
    return std::nullopt;
  }
  std::optional<CommandEntry> Entry = of(Object);
  if (!Entry)
    Wrong = Lacking;
  return Entry;
}

std::vector<uint8_t> PackedEntries::pack(llvm::StringRef Text) {
  const llvm::ArrayRef<uint8_t> Bytes = llvm::arrayRefFromStringRef(Text);
  if (!zstd::isAvailable())
    return Bytes.vec();
  llvm::SmallVector<uint8_t, 0> Packed;
  zstd::compress(Bytes, Packed, zstd::BestSpeedCompression);
  return {Packed.begin(), Packed.end()}; // without the room for more
}

void PackedEntries::addPiece(std::vector<uint8_t> Packed, std::size_t Size) {
  Pieces.push_back({std::move(Packed), Size});
}

CompileCommand PackedEntries::read(const std::string &File, unsigned Piece,
                                   unsigned Begin, unsigned Size) {
  if (UnpackedPiece != Piece) {
    const auto &[Packed, Length] = Pieces[Piece];
    Unpacked.assign(Packed.begin(), Packed.end());
    if (zstd::isAvailable()) {
      Unpacked.resize(Length);
      std::size_t Got = Length;
      llvm::cantFail(zstd::decompress(
          Packed, reinterpret_cast<uint8_t *>(Unpacked.data()), Got));
    }
    UnpackedPiece = Piece;
  }
  std::string Wrong;
  auto Entry =
      CommandEntry::read(llvm::StringRef(Unpacked).substr(Begin, Size), Wrong);
  CompileCommand Command{std::move(Entry->directory), {}, File, Pool};
  for (const std::string &Argument : Entry->arguments)
    Command.arguments.push_back(Pool->keep(Argument));
  return Command;
}

LazyCommand::LazyCommand(CompileCommand Read)
    : Known(std::make_shared<const CompileCommand>(std::move(Read))) {}

const CompileCommand &LazyCommand::get(const std::string &File) const {
  if (!Entries)
    return *Known;
  const std::lock_guard Lock(Entries->Mutex);
  if (!Known)
    Known = std::make_shared<const CompileCommand>(
        Entries->read(File, Piece, Begin, Size));
  return *Known;
}
