//===- engine/UnreadUses.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/UnreadUses.h"

#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"

using namespace clang;
using namespace pageless;

namespace {

class Finder : public RecursiveASTVisitor<Finder> {
public:
  Finder(const UnitFiles &Files, const SourceManager &Sources)
      : Files(Files), Sources(Sources) {}

  bool found() const { return Found; }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    return uses(E->getDecl(), E->getLocation());
  }
  bool VisitMemberExpr(MemberExpr *E) {
    return uses(E->getMemberDecl(), E->getMemberLoc());
  }
  bool VisitTypedefTypeLoc(TypedefTypeLoc T) {
    return uses(T.getTypePtr()->getDecl(), T.getNameLoc());
  }
  /// A structure may be named before it is declared; an enumeration may not.
  bool VisitTagTypeLoc(TagTypeLoc T) {
    const TagDecl *Tag = T.getDecl();
    return !isa<EnumDecl>(Tag) || uses(Tag, T.getNameLoc());
  }
  bool VisitExpr(Expr *E) { return completes(E->getType(), E->getBeginLoc()); }
  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    return completes(E->getTypeOfArgument(), E->getBeginLoc());
  }
  bool VisitDeclaratorDecl(DeclaratorDecl *D) {
    return isa<FunctionDecl>(D) || completes(D->getType(), D->getLocation());
  }

private:
  /// Goes on unless the unit lacks what it uses.
  bool uses(const NamedDecl *D, SourceLocation At) {
    if (At.isValid() && isShared(D) && Known.insert(D).second)
      Found |= !Files.isDeclaredBefore(D, At);
    return !Found;
  }

  /// A value of type \p T at \p At needs the type's definition.
  bool completes(QualType T, SourceLocation At) {
    if (T.isNull())
      return true;
    while (const ArrayType *Array = T->getAsArrayTypeUnsafe())
      T = Array->getElementType();
    const auto *Record = T->getAs<RecordType>();
    const RecordDecl *Definition =
        Record ? Record->getDecl()->getDefinition() : nullptr;
    if (Definition && At.isValid() && isShared(Definition) &&
        Known.insert(Definition).second)
      Found |= !Files.isRead(Definition->getLocation()) ||
               !Files.isBefore(Definition->getLocation(), At);
    return !Found;
  }

  /// False for what the unit's own text declares.
  bool isShared(const Decl *D) const {
    return D->getLocation().isValid() &&
           Sources.isLoadedSourceLocation(
               Sources.getExpansionLoc(D->getLocation()));
  }

  const UnitFiles &Files;
  const SourceManager &Sources;
  /// What was asked about already: its first use counts.
  llvm::SmallPtrSet<const Decl *, 32> Known;
  bool Found = false;
};

} // namespace

bool pageless::usesUnread(ASTContext &Context, const UnitFiles &Files) {
  Finder F(Files, Context.getSourceManager());
  for (Decl *D : Context.getTranslationUnitDecl()->noload_decls())
    if (!F.TraverseDecl(D))
      break;
  return F.found();
}
