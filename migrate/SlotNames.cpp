//===- migrate/SlotNames.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/SlotNames.h"

#include "engine/PpRecord.h"
#include "matchers/Kernel.h"

#include "clang/AST/TypeLoc.h"

using namespace clang;
using namespace pageless;

namespace {

/// Names of function parameters, where the function is only pointed to.
const ParmVarDecl *writtenParameter(const Part &P) {
  if (P.index < 0)
    return nullptr;
  const auto I = static_cast<unsigned>(P.index);
  if (const auto *F = dyn_cast<FunctionDecl>(P.declaration))
    return I < F->getNumParams() ? F->getParamDecl(I) : nullptr;
  const auto *D = dyn_cast<DeclaratorDecl>(P.declaration);
  const FunctionTypeLoc Type = D ? functionTypeOf(*D) : FunctionTypeLoc();
  return Type && I < Type.getNumParams() ? Type.getParam(I) : nullptr;
}

std::string ownName(const NamedDecl &D) {
  if (const auto *F = dyn_cast<FieldDecl>(&D))
    return match::ownerOf(*F)->getNameAsString() + "::" + D.getNameAsString();
  return D.getNameAsString();
}

} // namespace

FunctionTypeLoc pageless::functionTypeOf(const DeclaratorDecl &D) {
  const TypeSourceInfo *Info = D.getTypeSourceInfo();
  for (TypeLoc T = Info ? Info->getTypeLoc() : TypeLoc(); T;
       T = T.getNextTypeLoc())
    if (const auto Function = T.getAs<FunctionTypeLoc>())
      return Function;
  return {};
}

std::string pageless::nameOf(const Part &P) {
  std::string Name = ownName(*P.declaration);
  if (const ParmVarDecl *Parameter = writtenParameter(P);
      Parameter && Parameter->getIdentifier())
    return Name + ":" + Parameter->getNameAsString();
  if (P.index >= 0)
    return Name + ":" + std::to_string(P.index + 1);
  return P.index == Part::Returned ? Name + "()" : Name;
}

QualType pageless::typeOf(const Part &P) {
  const auto *Value = dyn_cast<ValueDecl>(P.declaration);
  if (!Value)
    return {};
  if (P.index == Part::Itself || P.index == Part::Table)
    return Value->getType();
  QualType Type = Value->getType();
  if (Type->isPointerType())
    Type = Type->getPointeeType();
  const auto *Function = Type->getAs<FunctionProtoType>();
  if (!Function)
    return {};
  if (P.index == Part::Returned)
    return Function->getReturnType();
  const auto I = static_cast<unsigned>(P.index);
  return I < Function->getNumParams() ? Function->getParamType(I) : QualType();
}

std::optional<Slot> pageless::slotOf(const Part &P, const Match &M) {
  const NamedDecl &D = *P.declaration;
  if (!D.getIdentifier() || isa<ParmVarDecl>(D))
    return std::nullopt;
  const SourceManager &Sources = M.context.getSourceManager();
  Slot S;
  S.word = D.getNameAsString();
  const auto *Function = dyn_cast<FunctionDecl>(&D);
  const auto *Variable = dyn_cast<VarDecl>(&D);
  if (Variable && !Variable->isFileVarDecl())
    return std::nullopt;
  if (Function || Variable) {
    const std::string &File =
        M.files.name(Sources.getFileID(Sources.getExpansionLoc(
            (Function ? static_cast<const Decl *>(Function->getCanonicalDecl())
                      : Variable->getCanonicalDecl())
                ->getLocation())));
    if (File.empty())
      return std::nullopt; // none of the tree's
    // A static function of a header is as good as one for all.
    if (!D.isExternallyVisible() && llvm::StringRef(File).ends_with(".c"))
      S.file = File;
    else if (llvm::StringRef(File).starts_with("arch/"))
      S.file = File.substr(0, File.find('/', 5) + 1);
    S.open = Function != nullptr;
  } else if (!isa<FieldDecl>(D)) {
    return std::nullopt;
  }
  S.key = (S.file.empty() ? "" : S.file + ":") + ownName(D) + "#" +
          std::to_string(P.index);
  return S;
}
