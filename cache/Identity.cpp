//===- cache/Identity.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "cache/Identity.h"

#include "engine/Version.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/MemoryBuffer.h"

#include <elf.h>
#include <link.h>

#include <string>
#include <vector>

using namespace pageless;

namespace {

/// The build id among the notes of one segment; empty if there is none.
llvm::StringRef buildIdIn(llvm::StringRef Notes) {
  while (Notes.size() >= sizeof(ElfW(Nhdr))) {
    const auto *Note = reinterpret_cast<const ElfW(Nhdr) *>(Notes.data());
    const std::size_t Name = (Note->n_namesz + 3u) & ~std::size_t{3};
    const std::size_t Size = (Note->n_descsz + 3u) & ~std::size_t{3};
    Notes = Notes.drop_front(sizeof(*Note));
    if (Note->n_type == NT_GNU_BUILD_ID &&
        Notes.starts_with(llvm::StringRef("GNU\0", 4)))
      return Notes.substr(Name, Note->n_descsz);
    Notes = Notes.drop_front(std::min(Name + Size, Notes.size()));
  }
  return "";
}

int addObject(dl_phdr_info *Info, std::size_t, void *To) {
  auto &Hash = *static_cast<Digester *>(To);
  const llvm::StringRef Name = Info->dlpi_name;
  if (Name.starts_with("linux-vdso"))
    return 0; // the kernel's own
  for (unsigned I = 0; I < Info->dlpi_phnum; ++I) {
    const ElfW(Phdr) &Segment = Info->dlpi_phdr[I];
    if (Segment.p_type != PT_NOTE)
      continue;
    const llvm::StringRef Id = buildIdIn(
        {reinterpret_cast<const char *>(Info->dlpi_addr + Segment.p_vaddr),
         Segment.p_memsz});
    if (!Id.empty()) {
      Hash.add(Id);
      return 0;
    }
  }
  const auto File = llvm::MemoryBuffer::getFile(
      Name.empty() ? llvm::StringRef("/proc/self/exe") : Name);
  Hash.add(File ? (*File)->getBuffer() : Name);
  return 0;
}

} // namespace

Digest pageless::programIdentity() {
  Digester Hash;
  Hash.add(Version).add(LLVM_VERSION_STRING);
  dl_iterate_phdr(addObject, &Hash);
  return Hash.digest();
}
