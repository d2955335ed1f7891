//===- compdb/Architecture.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Architecture.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/TargetParser/Triple.h"

using namespace pageless;

namespace {

// Targets of the stand-ins. All of them align a 64-bit number to 8 bytes, as
// the architectures they stand for do; i386 does not.
constexpr const char *StandIn32 = "arm-linux-gnueabi";
constexpr const char *StandIn32Big = "powerpc-linux-gnu";
constexpr const char *StandIn64 = "x86_64-linux-gnu";
constexpr const char *StandIn64Big = "powerpc64-linux-gnu";

// What the stand-ins' own compilers predefine and kernel headers ask for
// (clang --target=T -dM -E), to be undefined: the code is not for them.
const char *macrosOfTarget(llvm::StringRef Triple) {
  if (Triple == StandIn32)
    return "__arm__ __arm __ARMEL__ __ARM_EABI__ __ARM_ARCH";
  if (Triple == StandIn32Big)
    return "__powerpc__ __PPC__ __ppc__ __POWERPC__ PPC __PPC";
  if (Triple == StandIn64)
    return "__x86_64__ __x86_64 __amd64__ __amd64 __SSE__ __SSE2__ __MMX__";
  return "__powerpc64__ __powerpc__ __PPC64__ __PPC__ __ppc64__ __ppc__ "
         "__POWERPC__ PPC __PPC";
}

// The names are the folders of arch/ since v2.6.12 and the further values of
// ARCH= that the top Makefile takes. Which triples are Clang's own was read
// from `clang-22 --print-targets`. The widths and the usual byte order of the
// others are those of arch/<name>/Kconfig and its Makefile in v4.1 and v6.12,
// their macros those of GCC's config/<name>/*.h (TARGET_CPU_CPP_BUILTINS) and
// of CHECKFLAGS in arch/<name>/Makefile.
constexpr const char *No = nullptr;
constexpr Architecture Table[] = {
    // Clang compiles for these.
    {"x86_64", "x86", No, No, "x86_64-linux-gnu", No, true, false, No, "amd64"},
    {"i386", "x86", "i386-linux-gnu", No, No, No, false, false, No, "i486"},
    {"x86", "x86", "i386-linux-gnu", No, "x86_64-linux-gnu", No, true, false,
     No, ""},
    {"um", "um", "i386-linux-gnu", No, "x86_64-linux-gnu", No, true, false, No,
     ""},
    {"arm64", "arm64", No, No, "aarch64-linux-gnu", "aarch64_be-linux-gnu",
     true, false, No, ""},
    {"arm", "arm", "arm-linux-gnueabi", "armeb-linux-gnueabi", No, No, false,
     false, No, ""},
    {"s390", "s390", No, No, No, "s390x-linux-gnu", true, true, No, ""},
    {"powerpc", "powerpc", "powerpcle-linux-gnu", "powerpc-linux-gnu",
     "powerpc64le-linux-gnu", "powerpc64-linux-gnu", true, true, No, "ppc"},
    {"mips", "mips", "mipsel-linux-gnu", "mips-linux-gnu", "mips64el-linux-gnu",
     "mips64-linux-gnu", false, true, No, ""},
    {"riscv", "riscv", "riscv32-linux-gnu", No, "riscv64-linux-gnu", No, true,
     false, No, ""},
    {"loongarch", "loongarch", "loongarch32-linux-gnu", No,
     "loongarch64-linux-gnusf", No, true, false, No, ""},
    {"sparc", "sparc", No, "sparc-linux-gnu", No, "sparc64-linux-gnu", false,
     true, No, ""},
    {"sparc32", "sparc", No, "sparc-linux-gnu", No, No, false, true, No, ""},
    {"sparc64", "sparc", No, No, No, "sparc64-linux-gnu", true, true, No, ""},
    {"m68k", "m68k", No, "m68k-linux-gnu", No, No, false, true, No, ""},
    {"hexagon", "hexagon", "hexagon-linux-musl", No, No, No, false, false, No,
     ""},
    {"xtensa", "xtensa", "xtensa-linux-gnu", No, No, No, false, false, No, ""},
    // Clang has no target for these; others of their width and byte order
    // stand in for them.
    {"alpha", "alpha", No, No, StandIn64, No, true, false, "__alpha__ __alpha",
     "alpha alphaev67"},
    {"arc", "arc", StandIn32, StandIn32Big, No, No, false, false, "__arc__",
     "arc arceb"},
    {"avr32", "avr32", No, StandIn32Big, No, No, false, true, "__avr32__",
     "avr32"},
    {"blackfin", "blackfin", StandIn32, No, No, No, false, false,
     "__bfin__ __BFIN__ bfin", "bfin"},
    {"c6x", "c6x", StandIn32, StandIn32Big, No, No, false, false,
     "_TMS320C6X __TMS320C6X__", "c6x"},
    {"cris", "cris", StandIn32, No, No, No, false, false, "__cris__ __CRIS__",
     "cris crisv32"},
    {"csky", "csky", StandIn32, No, No, No, false, false,
     "__csky__ __CSKY__ __CSKYABIV2__", "csky"},
    {"frv", "frv", No, StandIn32Big, No, No, false, true, "__frv__ __FRV__",
     "frv"},
    {"h8300", "h8300", No, StandIn32Big, No, No, false, true,
     "__H8300__ __H8300H__", "h8300"},
    {"ia64", "ia64", No, No, StandIn64, No, true, false, "__ia64__ __ia64",
     "ia64"},
    {"m32r", "m32r", StandIn32, StandIn32Big, No, No, false, true,
     "__m32r__ __M32R__", "m32r m32rle"},
    {"metag", "metag", StandIn32, No, No, No, false, false, "__metag__",
     "metag"},
    {"microblaze", "microblaze", StandIn32, StandIn32Big, No, No, false, true,
     "__microblaze__ __MICROBLAZE__", "microblaze microblazeel"},
    {"mn10300", "mn10300", StandIn32, No, No, No, false, false,
     "__mn10300__ __MN10300__", "mn10300 am33_2.0"},
    {"nds32", "nds32", StandIn32, StandIn32Big, No, No, false, false,
     "__nds32__ __NDS32__", "nds32le nds32be"},
    {"nios2", "nios2", StandIn32, No, No, No, false, false,
     "__nios2__ __NIOS2__", "nios2"},
    {"openrisc", "openrisc", No, StandIn32Big, No, No, false, true,
     "__or1k__ __OR1K__", "or1k"},
    {"parisc", "parisc", No, StandIn32Big, No, StandIn64Big, false, true,
     "__hppa__ __hppa", "hppa hppa2.0 hppa1.1"},
    {"parisc64", "parisc", No, No, No, StandIn64Big, true, true,
     "__hppa__ __hppa", "hppa64"},
    {"score", "score", StandIn32, No, No, No, false, false,
     "__score__ __SCOREEL__", "score"},
    {"sh", "sh", StandIn32, StandIn32Big, No, No, false, false, "__sh__",
     "sh sh3 sh4 sh2eb sh4eb"},
    {"sh64", "sh", StandIn32, StandIn32Big, No, No, false, false,
     "__sh__ __SH5__", "sh64"},
    {"tile", "tile", StandIn32, No, StandIn64, No, true, false,
     "__tile__ __tilegx__", ""},
    {"tilegx", "tile", No, No, StandIn64, No, true, false,
     "__tile__ __tilegx__", "tilegx"},
    {"tilepro", "tile", StandIn32, No, No, No, false, false,
     "__tile__ __tilepro__", "tilepro"},
    {"unicore32", "unicore32", StandIn32, No, No, No, false, false,
     "__unicore32__", "unicore32"},
};

void addOptions(std::vector<std::string> &Options, llvm::StringRef Flag,
                llvm::StringRef Macros) {
  llvm::SmallVector<llvm::StringRef> Names;
  Macros.split(Names, ' ', -1, /*KeepEmpty=*/false);
  for (const llvm::StringRef Name : Names)
    Options.push_back((Flag + Name).str());
}

Target makeTarget(const char *Triple, const char *Macros) {
  Target Made;
  Made.triple = Triple;
  Made.options.push_back("--target=" + Made.triple);
  if (Macros) {
    Made.standIn = true;
    addOptions(Made.options, "-U", macrosOfTarget(Triple));
    addOptions(Made.options, "-D", Macros);
  }
  // GCC says which ABI it follows, and arch/xtensa asks; Clang 22 does not say.
  if (Made.triple.starts_with("xtensa"))
    Made.options.push_back("-D__XTENSA_WINDOWED_ABI__=1");
  return Made;
}

} // namespace

llvm::ArrayRef<Architecture> pageless::allArchitectures() { return Table; }

const Architecture *pageless::findArchitecture(llvm::StringRef Name) {
  for (const Architecture &Arch : Table)
    if (Name == Arch.name)
      return &Arch;
  return nullptr;
}

Target pageless::targetOf(const Architecture &Arch, const Kconfig &Config) {
  bool Wide = Arch.wide, Big = Arch.big;
  if (!Config.empty() && (Arch.little32 || Arch.big32) &&
      (Arch.little64 || Arch.big64))
    Wide = Config.isOn("64BIT");
  if (Config.isOn("CPU_BIG_ENDIAN"))
    Big = true;
  else if (Config.isOn("CPU_LITTLE_ENDIAN"))
    Big = false;
  const char *Choices[] = {Arch.little32, Arch.big32, Arch.little64,
                           Arch.big64};
  const char *Triple = Choices[Wide * 2 + Big];
  // Only one byte order of this width exists.
  if (!Triple)
    Triple = Choices[Wide * 2 + !Big];
  return makeTarget(Triple, Arch.macros);
}

Target pageless::targetOfPrefix(llvm::StringRef Prefix) {
  if (Prefix.empty())
    return {};
  const llvm::StringRef First = Prefix.split('-').first;
  for (const Architecture &Arch : Table) {
    llvm::SmallVector<llvm::StringRef> Names;
    llvm::StringRef(Arch.gccPrefixes).split(Names, ' ', -1, false);
    if (!llvm::is_contained(Names, First))
      continue;
    Target Found = targetOf(Arch, {});
    // Big-endian compilers of little-endian families, and the other way round.
    const char *Other =
        First.ends_with("eb") || First.ends_with("be")   ? Arch.big32
        : First.ends_with("el") || First.ends_with("le") ? Arch.little32
                                                         : nullptr;
    return Other ? makeTarget(Other, Arch.macros) : Found;
  }
  const std::string Normal = llvm::Triple::normalize(Prefix);
  if (llvm::Triple(Normal).getArch() == llvm::Triple::UnknownArch)
    return {};
  return makeTarget(Prefix.str().c_str(), nullptr);
}

std::string pageless::standInReason(const Architecture &Arch, const Target &T) {
  const llvm::Triple Triple(T.triple);
  return "Clang has no target for " + std::string(Arch.name) + "; " + T.triple +
         " has the same width and byte order (" +
         (Triple.isArch64Bit() ? "64" : "32") + " bit, " +
         (Triple.isLittleEndian() ? "little" : "big") + " endian)";
}
