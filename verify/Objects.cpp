//===- verify/Objects.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Objects.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/MemoryBuffer.h"

#include <map>
#include <set>

using namespace llvm::object;
using namespace pageless;

namespace {

/// What an object has, by part. Parts of equal names are told apart by their
/// number.
using Parts = std::map<std::string, std::string>;

class PartReader {
public:
  explicit PartReader(const ELFObjectFileBase &Object) : Object(Object) {}

  llvm::Expected<Parts> read() {
    nameSections();
    for (const SectionRef &Section : Object.sections())
      if (llvm::Error E = add(Section))
        return std::move(E);
    for (const ELFSymbolRef Symbol : Object.symbols())
      if (llvm::Error E = add(Symbol))
        return std::move(E);
    return std::move(Found);
  }

private:
  static bool isLoaded(const SectionRef &Section) {
    return ELFSectionRef(Section).getFlags() & llvm::ELF::SHF_ALLOC;
  }

  /// Groups and the like make several sections of one name.
  void nameSections() {
    std::map<std::string, unsigned> Seen;
    for (const SectionRef &Section : Object.sections()) {
      auto Name = Section.getName();
      std::string Text = Name ? Name->str() : std::string("?");
      if (!Name)
        llvm::consumeError(Name.takeError());
      if (const unsigned Nth = Seen[Text]++)
        Text += "#" + std::to_string(Nth + 1);
      Names[Section.getIndex()] = Text;
    }
  }

  llvm::Error add(const SectionRef &Section) {
    auto Target = Section.getRelocatedSection();
    if (!Target)
      return Target.takeError();
    if (*Target != Object.section_end())
      return isLoaded(**Target) ? addRelocations(Section, **Target)
                                : llvm::Error::success();
    if (!isLoaded(Section))
      return llvm::Error::success();
    const ELFSectionRef Elf(Section);
    std::string &Part = Found["section " + Names[Section.getIndex()]];
    Part = std::to_string(Elf.getType()) + " " +
           std::to_string(Elf.getFlags()) + " " +
           std::to_string(Section.getSize()) + "\n";
    if (Section.isVirtual())
      return llvm::Error::success();
    auto Contents = Section.getContents();
    if (!Contents)
      return Contents.takeError();
    Part += *Contents;
    return llvm::Error::success();
  }

  llvm::Error addRelocations(const SectionRef &Section,
                             const SectionRef &Target) {
    std::string &Part = Found["relocations of " + Names[Target.getIndex()]];
    for (const RelocationRef &One : Section.relocations()) {
      auto Named = targetOf(One);
      if (!Named)
        return Named.takeError();
      Part += std::to_string(One.getOffset()) + " " +
              std::to_string(One.getType()) + " " + *Named;
      // Where there are no addends, the section's own bytes have them.
      if (auto Addend = ELFRelocationRef(One).getAddend())
        Part += "+" + std::to_string(*Addend);
      else
        llvm::consumeError(Addend.takeError());
      Part += "\n";
    }
    return llvm::Error::success();
  }

  llvm::Expected<std::string> targetOf(const RelocationRef &Relocation) {
    const symbol_iterator Symbol = Relocation.getSymbol();
    if (Symbol == Object.symbol_end())
      return std::string("-");
    return nameOf(ELFSymbolRef(*Symbol));
  }

  /// The section's name for a symbol that stands for one.
  llvm::Expected<std::string> nameOf(const ELFSymbolRef &Symbol) {
    if (Symbol.getELFType() == llvm::ELF::STT_SECTION)
      return sectionOf(Symbol);
    auto Name = Symbol.getName();
    if (!Name)
      return Name.takeError();
    return Name->str();
  }

  llvm::Expected<std::string> sectionOf(const ELFSymbolRef &Symbol) {
    auto Section = Symbol.getSection();
    if (!Section)
      return Section.takeError();
    return *Section == Object.section_end() ? std::string("-")
                                            : Names[(*Section)->getIndex()];
  }

  llvm::Error add(const ELFSymbolRef &Symbol) {
    if (Symbol.getELFType() == llvm::ELF::STT_SECTION ||
        Symbol.getELFType() == llvm::ELF::STT_FILE)
      return llvm::Error::success();
    auto Name = nameOf(Symbol);
    if (!Name)
      return Name.takeError();
    auto Section = sectionOf(Symbol);
    if (!Section)
      return Section.takeError();
    auto Value = Symbol.getValue();
    if (!Value)
      return Value.takeError();
    // Two of one name are told apart by all that they have.
    Found["symbol " + *Name] += *Section + " " + std::to_string(*Value) + " " +
                                std::to_string(Symbol.getSize()) + " " +
                                std::to_string(Symbol.getELFType()) + " " +
                                std::to_string(Symbol.getBinding()) + " " +
                                std::to_string(Symbol.getOther()) + "\n";
    return llvm::Error::success();
  }

  const ELFObjectFileBase &Object;
  std::map<std::uint64_t, std::string> Names; ///< of sections, by index
  Parts Found;
};

llvm::Expected<Parts> partsOf(llvm::StringRef Bytes) {
  auto File =
      ObjectFile::createELFObjectFile(llvm::MemoryBufferRef(Bytes, "object"));
  if (!File)
    return File.takeError();
  return PartReader(llvm::cast<ELFObjectFileBase>(**File)).read();
}

} // namespace

llvm::Expected<std::vector<std::string>>
pageless::compareObjects(llvm::StringRef Before, llvm::StringRef After) {
  if (Before == After)
    return std::vector<std::string>();
  auto First = partsOf(Before);
  if (!First)
    return First.takeError();
  auto Second = partsOf(After);
  if (!Second)
    return Second.takeError();
  std::set<std::string> Differ;
  for (const auto &[Side, Other] :
       {std::pair(&*First, &*Second), std::pair(&*Second, &*First)})
    for (const auto &[Name, Text] : *Side) {
      const auto It = Other->find(Name);
      if (It == Other->end() || It->second != Text)
        Differ.insert(Name);
    }
  return std::vector<std::string>(Differ.begin(), Differ.end());
}
