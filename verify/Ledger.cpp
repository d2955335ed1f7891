//===- verify/Ledger.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Ledger.h"

#include "verify/WordMap.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"

using namespace pageless;

namespace {

/// Whether a word with that verdict may be found to use the field.
bool mayUse(Verdict V) {
  switch (V) {
  case Verdict::Manual:
  case Verdict::Definition:
  case Verdict::AlreadyHelper:
  case Verdict::ParseFailed:
  case Verdict::Conflict:
    return true;
  case Verdict::Converted:
  case Verdict::OtherRecord:
  case Verdict::Comment:
  case Verdict::String:
  case Verdict::Disabled:
  case Verdict::NoCompileCommand:
    return false;
  }
  return false;
}

class LedgerCheck {
public:
  LedgerCheck(const FieldAnswers &Answers, const SavedReport &Report,
              const std::vector<SavedPatch> &Patches,
              const std::map<std::string, FileVersions> &Versions,
              const std::string &Root)
      : Answers(Answers), Report(Report), Patches(Patches), Versions(Versions),
        Root(Root) {}

  PoisonProof check() {
    Proof.field = Answers.field.record + "::" + Answers.field.field;
    Proof.units = Answers.units;
    for (const auto &[File, Offsets] : Answers.uses)
      if (isInScope(File))
        checkFile(File, Offsets);
    for (const std::string &Place : Answers.unspelled)
      checkUnspelled(Place);
    llvm::sort(Proof.contradictions);
    return std::move(Proof);
  }

private:
  /// A ledger that was limited to paths says nothing about other files.
  bool isInScope(llvm::StringRef File) const {
    return Report.paths.empty() ||
           llvm::any_of(Report.paths, [&](llvm::StringRef Path) {
             return File == Path ||
                    (File.consume_front(Path) && File.starts_with("/"));
           });
  }

  void checkFile(const std::string &File,
                 const std::set<std::size_t> &Offsets) {
    Proof.uses += Offsets.size();
    auto Before = textBefore(File);
    if (!Before)
      return blame(File, 0, llvm::toString(Before.takeError()));
    auto Words =
        followWords(File, *Before, Answers.field.field, Report, Patches);
    if (!Words)
      return blame(File, 0, llvm::toString(Words.takeError()));
    for (const std::size_t Offset : Offsets) {
      const auto It = Words->find(Offset);
      if (It == Words->end())
        blame(File, 0,
              "a use at byte " + std::to_string(Offset) +
                  " is no spelling of the field");
      else
        checkUse(File, It->second);
    }
  }

  void checkUse(const std::string &File, const WordAfter &Word) {
    if (Word.isSupport)
      return;
    if (!Word.site)
      blame(File, Word.line,
            "it uses the field, and the ledger has no word "
            "there");
    else if (!mayUse(Word.site->verdict))
      blame(File, Word.line,
            "it uses the field, and the ledger says " +
                std::string(toString(Word.site->verdict)));
  }

  void checkUnspelled(const std::string &Place) {
    const auto [File, Line] = llvm::StringRef(Place).rsplit(':');
    unsigned Number = 0;
    Line.getAsInteger(10, Number);
    ++Proof.uses;
    // Lines may have moved, so the file must do.
    if (isInScope(File) &&
        llvm::none_of(Report.unspelled,
                      [&, &File = File](const UnspelledUse &U) {
                        return U.file == File;
                      }))
      blame(File.str(), Number,
            "a macro uses the field that nothing spells, and the report does "
            "not list it");
  }

  llvm::Expected<std::string> textBefore(const std::string &File) const {
    if (const auto It = Versions.find(File); It != Versions.end())
      return It->second.before;
    auto Buffer = llvm::MemoryBuffer::getFile(Root + "/" + File);
    if (!Buffer)
      return llvm::createStringError(Buffer.getError(), "cannot read it");
    return (*Buffer)->getBuffer().str();
  }

  void blame(const std::string &File, unsigned Line, std::string What) {
    Proof.contradictions.push_back({File, Line, std::move(What)});
  }

  const FieldAnswers &Answers;
  const SavedReport &Report;
  const std::vector<SavedPatch> &Patches;
  const std::map<std::string, FileVersions> &Versions;
  const std::string &Root;
  PoisonProof Proof;
};

} // namespace

PoisonProof
pageless::checkLedger(const FieldAnswers &Answers, const SavedReport &Report,
                      const std::vector<SavedPatch> &Patches,
                      const std::map<std::string, FileVersions> &Versions,
                      const std::string &Root) {
  return LedgerCheck(Answers, Report, Patches, Versions, Root).check();
}
