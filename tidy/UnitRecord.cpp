//===- tidy/UnitRecord.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tidy/UnitRecord.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;
using namespace pageless::tidy;

void UnitRecord::LexedFileChanged(FileID File, LexedFileChangeReason Reason,
                                  SrcMgr::CharacteristicKind Kind,
                                  FileID Previous, SourceLocation Location) {
  const std::string &Name = Files.name(File);
  const llvm::StringRef Ending(Name);
  if (Reason == LexedFileChangeReason::EnterFile &&
      (Ending.ends_with(".c") || Ending.ends_with(".h")) &&
      Ids.try_emplace(Name, File).second) {
    const llvm::StringRef Text = Sources.getBufferData(File);
    if (llvm::any_of(Words.keys(),
                     [&](llvm::StringRef Word) { return Text.contains(Word); }))
      if (LexedFile Lexed = lexFile(Name, Text, Words); !Lexed.words.empty()) {
        L.files.emplace(Name, std::move(Lexed));
        L.texts.emplace(Name, Text.str());
      }
  }
  PpRecord::LexedFileChanged(File, Reason, Kind, Previous, Location);
}
