//===- suggest/Makefiles.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "suggest/Makefiles.h"

#include "suggest/Pending.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace pageless;

namespace {

/// A value with $(src)/ and the like gone, and the architecture filled in.
std::string expanded(llvm::StringRef Value, llvm::StringRef Arch) {
  for (const llvm::StringRef Prefix :
       {"$(srctree)/", "$(src)/", "$(obj)/", "./"})
    Value.consume_front(Prefix);
  std::string Text = Value.str();
  for (const std::string Variable : {"$(SRCARCH)", "$(ARCH)"})
    if (const std::size_t At = Text.find(Variable); At != Text.npos)
      Text.replace(At, Variable.size(), Arch);
  return Text;
}

/// True for the lists that kbuild itself builds from.
bool isBuildList(llvm::StringRef Stem) {
  static const std::set<llvm::StringRef> Lists = {
      "obj",  "lib",  "core",   "drivers", "net",    "virt",    "init",
      "libs", "head", "subdir", "extra",   "always", "real-obj"};
  return Lists.count(Stem);
}

/// True for variables that name objects without building them.
bool isOther(llvm::StringRef Variable) {
  for (const llvm::StringRef Prefix :
       {"targets", "clean", "hostprogs", "CFLAGS", "AFLAGS", "OBJECT_FILES",
        "KASAN", "KCOV", "GCOV", "UBSAN", "KCSAN", "subdir-ccflags", "ccflags",
        "header", "generic-y", "PHONY", "HOST"})
    if (Variable.starts_with(Prefix))
      return true;
  return false;
}

bool isWordByte(char C) { return llvm::isAlnum(C) || C == '_' || C == '-'; }

/// True if \p Text has \p Word, not as a part of a longer one.
bool mentions(llvm::StringRef Text, llvm::StringRef Word) {
  for (std::size_t At = Text.find(Word); At != llvm::StringRef::npos;
       At = Text.find(Word, At + 1)) {
    const std::size_t End = At + Word.size();
    if ((At == 0 || !isWordByte(Text[At - 1])) &&
        (End == Text.size() || !isWordByte(Text[End])))
      return true;
  }
  return false;
}

/// Splits "bar-$(CONFIG_X)" at the '-' before the suffix.
std::pair<llvm::StringRef, llvm::StringRef> splitVariable(llvm::StringRef V) {
  const std::size_t Reference = std::min(V.find('$'), V.size());
  const std::size_t Dash = V.take_front(Reference).rfind('-');
  if (Dash == llvm::StringRef::npos)
    return {V, ""};
  return {V.take_front(Dash), V.substr(Dash + 1)};
}

std::string withoutComments(llvm::StringRef Text) {
  std::string Kept;
  while (!Text.empty()) {
    llvm::StringRef Line;
    std::tie(Line, Text) = Text.split('\n');
    Kept += (Line.split('#').first + "\n").str();
  }
  return Kept;
}

llvm::StringRef baseName(llvm::StringRef Path) {
  return Path.substr(Path.rfind('/') + 1);
}

} // namespace

const std::string &Makefiles::textOf(const std::string &Folder) {
  const auto [It, Fresh] = Texts.try_emplace(Folder);
  if (Fresh)
    if (const auto Of = Tree.makefiles().find(Folder);
        Of != Tree.makefiles().end())
      for (const std::string &File : Of->second)
        It->second += withoutComments(Tree.read(File));
  return It->second;
}

const std::vector<MakeAssignment> &
Makefiles::assignments(const std::string &Folder) {
  const auto [It, Fresh] = Assignments.try_emplace(Folder);
  if (Fresh)
    if (const auto Of = Tree.makefiles().find(Folder);
        Of != Tree.makefiles().end())
      for (const std::string &File : Of->second)
        llvm::append_range(It->second, readMakefile(File, Tree.read(File)));
  return It->second;
}

Need Makefiles::ofSource(const std::string &Path) {
  return ofTarget(Path.substr(0, Path.size() - 2) + ".o", false);
}

Need Makefiles::ofFolder(const std::string &Folder) {
  if (Folder.empty())
    return always();
  const std::string Arch = archOf(Folder + "/");
  if (Folder == "arch/" + Arch)
    return architecture(Arch);
  if (const auto It = Folders.find(Folder); It != Folders.end())
    return It->second;
  Need N = ofTarget(Folder + "/", true);
  if (!Arch.empty())
    N = architecture(Arch) && std::move(N);
  return Folders[Folder] = std::move(N);
}

/// The need of an object, or of a folder, whose path ends in '/'.
Need Makefiles::ofTarget(const std::string &Path, bool IsFolder) {
  const Pending Mark(Open, Path);
  if (Mark.isCircle())
    return never("");
  Need Any = never("");
  std::string Above =
      folderOf(IsFolder ? Path.substr(0, Path.size() - 1) : Path);
  for (;; Above = folderOf(Above)) {
    const std::string Name =
        Above.empty() ? Path : Path.substr(Above.size() + 1);
    Any = std::move(Any) || namedIn(Above, Name, Path, IsFolder);
    if (Above.empty())
      break;
  }
  // arch/X/Makefile names folders anywhere, from the root.
  std::set<std::string> Seen;
  for (const ArchName &Arch : Tree.architectures())
    if (Seen.insert(Arch.directory).second)
      Any = std::move(Any) ||
            namedIn("arch/" + Arch.directory, Path, Path, IsFolder);
  // A line that names it but is never reached is a proof with a reason.
  const bool Unnamed = Any.isFalse() && Any.text.empty();
  return Unnamed ? notNamed(Path, IsFolder) : Any;
}

/// The need of what \p Folder's makefiles call \p Name.
Need Makefiles::namedIn(const std::string &Folder, const std::string &Name,
                        const std::string &Target, bool IsFolder) {
  std::string Arch = archOf(Target);
  if (Arch.empty())
    Arch = archOf(Folder + "/");
  Need Any = never("");
  for (const MakeAssignment &A : assignments(Folder)) {
    if (isOther(A.variable))
      continue;
    for (const std::string &Value : A.values) {
      std::string Text = expanded(Value, Arch);
      if (IsFolder && Text + "/" == Name &&
          llvm::StringRef(A.variable).starts_with("subdir-"))
        Text += "/";
      // drivers-y += drivers/s390/built-in.o is another way to say it.
      if (Text == Name)
        Any = std::move(Any) ||
              (A.condition && ofVariable(Folder, A.variable, IsFolder));
    }
  }
  return Any;
}

/// The need of everything that \p Variable lists.
Need Makefiles::ofVariable(const std::string &Folder,
                           const std::string &Variable, bool IsFolder) {
  const auto [Stem, Suffix] = splitVariable(Variable);
  const bool Built = isBuildList(Stem);
  if (Built || (IsFolder && !Suffix.empty() && Suffix != "objs"))
    return makeSuffix(Suffix) && ofFolder(Folder);
  Need Any = ofOtherVariable(Folder, Variable, IsFolder);
  if (IsFolder || Suffix.empty())
    return Any;
  // A composite object: bar-objs, bar-y, bar-objs-$(CONFIG_X).
  llvm::StringRef Name = Stem;
  const Need Part = Suffix == "objs" ? always() : makeSuffix(Suffix);
  Name.consume_back("-objs");
  const std::string Object = inFolder(Folder, Name.str() + ".o");
  if (!mentions(textOf(Folder), Name.str() + ".o"))
    return Any;
  return std::move(Any) || (Part && ofTarget(Object, false));
}

/// The need of a variable that others refer to: obj-y += $(V).
Need Makefiles::ofOtherVariable(const std::string &Folder,
                                const std::string &Variable, bool IsFolder) {
  const std::string Key = Folder + ":" + Variable;
  const Pending Mark(Open, Key);
  if (Mark.isCircle())
    return never("");
  const auto [Stem, Suffix] = splitVariable(Variable);
  Need Any = never("");
  for (const MakeAssignment &A : assignments(Folder)) {
    if (A.variable == Variable || isOther(A.variable))
      continue;
    for (const llvm::StringRef Value : A.values) {
      // "fw-$(CONFIG_X)" is read back as $(fw-y) and $(fw-m).
      const bool Whole = Value.contains("$(" + Variable + ")") ||
                         Value.contains("$(" + Variable + ":") ||
                         Value.contains(" $(" + Variable);
      const bool Split = !Suffix.empty() && Suffix != "y" &&
                         (Value.contains("$(" + (Stem + "-y)").str()) ||
                          Value.contains("$(" + (Stem + "-m)").str()));
      if (Whole || Split)
        Any = std::move(Any) ||
              (A.condition && (Split ? makeSuffix(Suffix) : always()) &&
               ofVariable(Folder, A.variable, IsFolder));
    }
  }
  return Any;
}

/// No line was understood that names it: either none does, or it is beyond us.
Need Makefiles::notNamed(const std::string &Path, bool IsFolder) {
  llvm::StringRef Bare = Path;
  Bare.consume_back("/");
  Bare.consume_back(".o");
  const llvm::StringRef Name = baseName(Bare);
  const std::string Shown =
      IsFolder ? Path : Name.str() + ".o for " + Bare.str() + ".c";
  if (IsFolder && !archOf(Path).empty())
    return ofArchFolder(Bare.str());
  for (std::string Above = folderOf(Bare);; Above = folderOf(Above)) {
    const llvm::StringRef Text = textOf(Above);
    const bool Own = Above == folderOf(Bare);
    for (const MakeAssignment &A : assignments(Above))
      for (const llvm::StringRef Value : A.values)
        if (!isOther(A.variable) &&
            ((Own && Value.contains("wildcard")) || mentions(Value, Name)))
          return unknown("how " + A.file + ":" + std::to_string(A.line) +
                         " builds " + Shown);
    if (Own && !IsFolder && mentions(Text, Name.str() + ".o"))
      return unknown("how " + inFolder(Above, "Makefile") + " builds " + Shown);
    if (Above.empty())
      break;
  }
  return never("no makefile names " + Shown);
}

/// arch/X/mach-Y: a list like machine-$(CONFIG_ARCH_Y) += Y is turned into the
/// folders' names by make functions.
Need Makefiles::ofArchFolder(const std::string &Folder) {
  const std::string Top = "arch/" + archOf(Folder + "/");
  const llvm::StringRef Name = baseName(Folder);
  const llvm::StringRef Short = Name.substr(Name.find('-') + 1);
  Need Any = never("");
  for (const MakeAssignment &A : assignments(Top))
    for (const llvm::StringRef Value : A.values)
      if ((Value.rtrim('/') == Name || Value.rtrim('/') == Short) &&
          llvm::StringRef(A.variable).contains("$(CONFIG_"))
        Any = std::move(Any) ||
              (A.condition && makeSuffix(splitVariable(A.variable).second));
  return Any.isFalse() ? unknown("how " + Folder + "/ is built") : Any;
}

Need Makefiles::ofMacro(const std::string &Macro, const std::string &ForFile) {
  Need Any = never("");
  const std::string Option = "-D" + Macro;
  for (const auto &[Folder, Files] : Tree.makefiles()) {
    const std::string Arch = archOf(Folder + "/");
    const bool OfArch = Folder == "arch/" + Arch;
    if (!Folder.empty() && !OfArch && Folder != "scripts" &&
        !llvm::StringRef(ForFile).starts_with(Folder + "/") &&
        !llvm::StringRef(ForFile).ends_with(".h"))
      continue;
    if (!mentions(textOf(Folder), Option))
      continue;
    const Need Where = OfArch ? architecture(Arch) : always();
    bool Understood = false;
    for (const MakeAssignment &A : assignments(Folder))
      for (const llvm::StringRef Value : A.values)
        if (Value.split('=').first == Option &&
            !llvm::StringRef(A.variable).contains("AFLAGS")) {
          const auto Suffix = splitVariable(A.variable).second;
          Understood = true;
          Any = std::move(Any) ||
                (Where && A.condition &&
                 (Suffix.contains("CONFIG_") ? makeSuffix(Suffix) : always()));
        }
    if (!Understood)
      Any = std::move(Any) ||
            (Where && unknown("whether " + Files.front() + " gives " + Option));
  }
  return Any;
}
