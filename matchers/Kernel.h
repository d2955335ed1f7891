//===- matchers/Kernel.h - Shared vocabulary of the matchers ---*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_MATCHERS_KERNEL_H
#define PAGELESS_MATCHERS_KERNEL_H

#include "matchers/FieldUse.h"

#include "clang/AST/Attr.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/ASTMatchers/ASTMatchersMacros.h"

#include <string>

// The macros below name parameters that not every matcher needs.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-parameter"

namespace pageless::match {

/// Names under which the matchers bind what the rewrites need.
inline constexpr const char *Member = "member"; ///< the MemberExpr
inline constexpr const char *Store = "store";   ///< its assignment

/// The record that a field belongs to for those who write `object.field`:
/// unnamed members count as their parent.
inline const clang::RecordDecl *ownerOf(const clang::FieldDecl &Field) {
  const clang::RecordDecl *Record = Field.getParent();
  while (!Record->getIdentifier())
    if (const auto *Outer =
            llvm::dyn_cast<clang::RecordDecl>(Record->getDeclContext()))
      Record = Outer;
    else
      break;
  return Record;
}

/// A field of the struct \p Name at file scope. A struct of that name inside a
/// function is another one.
AST_MATCHER_P(clang::FieldDecl, isOfRecord, std::string, Name) {
  // Not hasParent(): that would map the parents of the whole unit.
  const clang::RecordDecl *Record = ownerOf(Node);
  return Record->isStruct() && Record->getName() == Name &&
         Record->getDeclContext()->isTranslationUnit();
}

/// The field \p Name of `struct Record`, wherever it is declared.
inline clang::ast_matchers::DeclarationMatcher
fieldOf(const std::string &Record, const std::string &Name) {
  using namespace clang::ast_matchers;
  return fieldDecl(hasName(Name), isOfRecord(Record));
}

/// The object that \p Part lies in, and not just points to: `o` for `o.m`,
/// `o[i]` and an array o that decays. Null at the end.
inline const clang::Expr *containerOf(const clang::Expr *Part) {
  using namespace clang;
  Part = Part->IgnoreParens();
  const auto Decayed = [](const Expr *Pointer) -> const Expr * {
    const auto *Cast =
        llvm::dyn_cast<ImplicitCastExpr>(Pointer->IgnoreParens());
    return Cast && Cast->getCastKind() == CK_ArrayToPointerDecay
               ? Cast->getSubExpr()
               : nullptr;
  };
  if (const auto *Outer = llvm::dyn_cast<MemberExpr>(Part))
    return Outer->isArrow() ? Decayed(Outer->getBase()) : Outer->getBase();
  if (const auto *Element = llvm::dyn_cast<ArraySubscriptExpr>(Part))
    return Decayed(Element->getBase());
  return nullptr;
}

/// A use of the field in one of FieldUse's ways.
AST_MATCHER_P(clang::MemberExpr, isUsedAs, FieldUse, Use) {
  return classifyFieldUse(Node, Finder->getASTContext()).use == Use;
}

/// A store, with its assignment bound to `Store`.
AST_MATCHER(clang::MemberExpr, isStored) {
  const FieldUseInfo Info = classifyFieldUse(Node, Finder->getASTContext());
  if (Info.use != FieldUse::Store)
    return false;
  Builder->setBinding(Store, clang::DynTypedNode::create(*Info.store));
  return true;
}

/// `e.f` where `&e` would not compile: e is no lvalue.
AST_MATCHER(clang::MemberExpr, isOfValue) {
  return !Node.isArrow() && !Node.getBase()->isLValue();
}

/// A member of a register variable, of which no address can be taken.
AST_MATCHER(clang::MemberExpr, isOfRegisterVariable) {
  const clang::Expr *Object = &Node;
  while (const clang::Expr *Outer = containerOf(Object))
    Object = Outer;
  const auto *Name = llvm::dyn_cast<clang::DeclRefExpr>(Object->IgnoreParens());
  const auto *Variable =
      Name ? llvm::dyn_cast<clang::VarDecl>(Name->getDecl()) : nullptr;
  return Variable && Variable->getStorageClass() == clang::SC_Register;
}

/// A member of an object with more qualifiers than const: a helper's parameter
/// would drop volatile, or an address space.
AST_MATCHER(clang::MemberExpr, isOfVolatile) {
  clang::QualType Object = Node.getBase()->getType();
  if (Node.isArrow())
    Object = Object->getPointeeType();
  return !Object.isNull() &&
         (Object.isVolatileQualified() || Object.hasAddressSpace());
}

/// A member of an object in a packed struct: its address may be misaligned, and
/// compilers warn.
AST_MATCHER(clang::MemberExpr, isOfPacked) {
  for (const clang::Expr *Object = containerOf(&Node); Object;
       Object = containerOf(Object)) {
    const auto *Outer =
        llvm::dyn_cast<clang::MemberExpr>(Object->IgnoreParens());
    const auto *Field =
        Outer ? llvm::dyn_cast<clang::FieldDecl>(Outer->getMemberDecl())
              : nullptr;
    if (Field && (Field->hasAttr<clang::PackedAttr>() ||
                  Field->getParent()->hasAttr<clang::PackedAttr>()))
      return true;
  }
  return false;
}

/// A store whose two sides may not change places: see evaluationOrderMatters().
AST_MATCHER(clang::MemberExpr, isStoredInOrder) {
  const FieldUseInfo Info = classifyFieldUse(Node, Finder->getASTContext());
  return Info.store &&
         evaluationOrderMatters(*Node.getBase(), *Info.store->getRHS());
}

/// A member reached through an unnamed struct member: what is spelled before
/// the operator is not the object itself.
AST_MATCHER(clang::MemberExpr, isOfUnnamedMember) {
  const auto *Base =
      llvm::dyn_cast<clang::MemberExpr>(Node.getBase()->IgnoreImpCasts());
  return Base && !Base->getMemberDecl()->getDeclName();
}

/// A member whose object, or whose assignment, did not parse.
AST_MATCHER(clang::MemberExpr, isBroken) {
  if (Node.containsErrors())
    return true;
  const FieldUseInfo Info = classifyFieldUse(Node, Finder->getASTContext());
  return Info.use == FieldUse::Broken ||
         (Info.store && Info.store->containsErrors());
}

/// Matches __builtin_offsetof, for which Clang's library has no matcher.
inline const clang::ast_matchers::internal::VariadicDynCastAllOfMatcher<
    clang::Stmt, clang::OffsetOfExpr>
    offsetOfExpr;

/// offsetof() with the field among its components.
AST_MATCHER_P(clang::OffsetOfExpr, offsetOfField,
              clang::ast_matchers::DeclarationMatcher, Inner) {
  for (unsigned I = 0, E = Node.getNumComponents(); I != E; ++I)
    if (Node.getComponent(I).getKind() == clang::OffsetOfNode::Field &&
        Inner.matches(*Node.getComponent(I).getField(), Finder, Builder))
      return true;
  return false;
}

/// `.f = v` in an initialiser.
AST_MATCHER_P(clang::DesignatedInitExpr, designatesField,
              clang::ast_matchers::DeclarationMatcher, Inner) {
  for (const clang::DesignatedInitExpr::Designator &D : Node.designators())
    if (D.isFieldDesignator() && D.getFieldDecl() &&
        Inner.matches(*D.getFieldDecl(), Finder, Builder))
      return true;
  return false;
}

} // namespace pageless::match

#pragma GCC diagnostic pop

#endif // PAGELESS_MATCHERS_KERNEL_H
