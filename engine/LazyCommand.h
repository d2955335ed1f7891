//===- engine/LazyCommand.h - Commands that are read if wanted -*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A kernel has 25,000 commands of 4,000 bytes for each configuration, of which
// a run uses a few hundred. All must be known, and be right, but not be kept as
// words: their text is, and nearly all of it is the same in the next one.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_ENGINE_LAZYCOMMAND_H
#define PAGELESS_ENGINE_LAZYCOMMAND_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Allocator.h"
#include "llvm/Support/StringSaver.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace pageless {

/// Keeps each argument once: a kernel has 25,000 commands of 100 arguments for
/// each configuration, nearly all of which are the same. Not safe to add to
/// from several threads.
class ArgumentPool {
public:
  /// \p Text as the pool keeps it, with a NUL behind it.
  const char *keep(llvm::StringRef Text) { return Saver.save(Text).data(); }

private:
  llvm::BumpPtrAllocator Memory;
  llvm::UniqueStringSaver Saver{Memory};
};

/// How one translation unit is compiled.
struct CompileCommand {
  std::string directory;               ///< absolute
  std::vector<const char *> arguments; ///< in `pool`; the compiler first
  std::string file;                    ///< relative to the tree's root
  std::shared_ptr<ArgumentPool> pool;
};

/// One entry of a compile database as it stands in the file.
struct CommandEntry {
  std::string directory, file;
  std::vector<std::string> arguments;

  /// What is wrong with one of which of() makes nothing, without a subject.
  static const char *const Lacking;

  /// Nothing if the object lacks a member, or it is of another type.
  static std::optional<CommandEntry> of(const nlohmann::json &Object);
  /// \p Text is a JSON object. Says what is wrong with it in \p Wrong, without
  /// a subject, if it returns nothing.
  static std::optional<CommandEntry> read(llvm::StringRef Text,
                                          std::string &Wrong);
};

/// The texts of entries, compressed in pieces.
class PackedEntries {
public:
  /// \p Text of a piece, compressed.
  static std::vector<uint8_t> pack(llvm::StringRef Text);

  /// Adds a piece that pack() made of \p Size bytes.
  void addPiece(std::vector<uint8_t> Packed, std::size_t Size);
  /// The command for \p File of the entry that has \p Size bytes from \p Begin
  /// in a piece: it must be one that CommandEntry::read() takes.
  CompileCommand read(const std::string &File, unsigned Piece, unsigned Begin,
                      unsigned Size);

private:
  friend class LazyCommand;
  struct Piece {
    std::vector<uint8_t> packed;
    std::size_t size = 0;
  };

  std::vector<Piece> Pieces;
  std::mutex Mutex; ///< of what follows
  std::string Unpacked;
  std::optional<unsigned> UnpackedPiece; ///< of which that is the text
  std::shared_ptr<ArgumentPool> Pool = std::make_shared<ArgumentPool>();
};

/// A command of a database. Copies share what was read.
class LazyCommand {
public:
  explicit LazyCommand(CompileCommand Read);
  LazyCommand(std::shared_ptr<PackedEntries> Entries, unsigned Piece,
              unsigned Begin, unsigned Size)
      : Entries(std::move(Entries)), Piece(Piece), Begin(Begin), Size(Size) {}

  /// The command, which lives as long as the object or a moved one does. Its
  /// file is \p File, which must be the same each time.
  const CompileCommand &get(const std::string &File) const;

private:
  std::shared_ptr<PackedEntries> Entries;
  unsigned Piece = 0, Begin = 0, Size = 0;
  mutable std::shared_ptr<const CompileCommand> Known;
};

} // namespace pageless

#endif // PAGELESS_ENGINE_LAZYCOMMAND_H
