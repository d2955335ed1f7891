//===- engine/UnreadUses.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/UnreadUses.h"

#include "engine/Blank.h"

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
  bool VisitArrayTypeLoc(ArrayTypeLoc T) {
    return completes(T.getTypePtr()->getElementType(), T.getBeginLoc());
  }
  /// Attributes, storage and sizes are inherited from other declarations.
  bool VisitVarDecl(VarDecl *D) {
    const auto *Cleanup = D->getAttr<CleanupAttr>();
    return (!Cleanup || uses(Cleanup->getFunctionDecl(), D->getLocation())) &&
           inherits(D) &&
           (!isa<ParmVarDecl>(D) ||
            !Sources.isInMainFile(Sources.getExpansionLoc(D->getLocation())) ||
            names(D->getType(), D->getBeginLoc()));
  }
  bool VisitFunctionDecl(FunctionDecl *D) {
    return inherits(D) && (!D->isThisDeclarationADefinition() ||
                           completes(D->getReturnType(), D->getLocation()));
  }
  /// The address of an object can be taken before its type is complete.
  bool VisitUnaryOperator(UnaryOperator *O) {
    if (O->getOpcode() == UO_AddrOf && isa<DeclRefExpr>(O->getSubExpr()))
      AddressOf = O->getSubExpr();
    return !O->isIncrementDecrementOp() || steps(O->getSubExpr());
  }
  bool VisitBinaryOperator(BinaryOperator *O) {
    return (!O->isAdditiveOp() && O->getOpcode() != BO_AddAssign &&
            O->getOpcode() != BO_SubAssign) ||
           (steps(O->getLHS()) && steps(O->getRHS()));
  }
  bool VisitOffsetOfExpr(OffsetOfExpr *E) {
    return completes(E->getTypeSourceInfo()->getType(), E->getBeginLoc());
  }
  bool VisitExpr(Expr *E) {
    return E == AddressOf || completes(E->getType(), E->getBeginLoc());
  }
  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    return completes(E->getTypeOfArgument(), E->getBeginLoc());
  }
  bool VisitDeclaratorDecl(DeclaratorDecl *D) {
    if (isa<ParmVarDecl>(D)) { // only those of a definition count
      const auto *Function = dyn_cast<FunctionDecl>(D->getDeclContext());
      return !Function || !Function->isThisDeclarationADefinition() ||
             completes(D->getType(), D->getLocation());
    }
    const auto *Variable = dyn_cast<VarDecl>(D);
    const bool Defines = Variable ? Variable->isThisDeclarationADefinition() !=
                                        VarDecl::DeclarationOnly
                                  : !isa<FunctionDecl>(D);
    return !Defines || completes(D->getType(), D->getLocation());
  }

private:
  /// Goes on unless the unit lacks what it uses.
  bool uses(const NamedDecl *D, SourceLocation At) {
    if (At.isValid() && isShared(D) && Known.insert(D).second)
      Found |= !Files.isDeclaredBefore(D, At);
    return !Found;
  }

  /// A pointer moves by the size of what it points to.
  bool steps(const Expr *E) {
    return completes(E->getType()->getPointeeType(), E->getBeginLoc());
  }

  /// A value of type \p T at \p At needs the type's definition.
  bool completes(QualType T, SourceLocation At) {
    if (T.isNull())
      return true;
    while (const ArrayType *Array = T->getAsArrayTypeUnsafe())
      T = Array->getElementType();
    const auto *Tag = T->getAs<TagType>();
    const TagDecl *Definition = Tag ? Tag->getDecl()->getDefinition() : nullptr;
    if (Definition && At.isValid() && isShared(Definition) &&
        Known.insert(Definition).second)
      Found |= !Files.isRead(Definition->getLocation()) ||
               !Files.isBefore(Definition->getLocation(), At);
    return !Found;
  }

  /// A structure that is named first in a list of parameters is not the one
  /// that others know. Headers do that: then nobody calls the function.
  bool names(QualType T, SourceLocation At) {
    while (!T.isNull() && (T->isPointerType() || T->isArrayType()))
      T = T->isPointerType() ? T->getPointeeType()
                             : T->getAsArrayTypeUnsafe()->getElementType();
    const auto *Tag = T.isNull() ? nullptr : T->getAs<RecordType>();
    return !Tag || uses(Tag->getDecl(), At);
  }

  /// Goes on unless a header that the unit does not read declares the same.
  bool inherits(const NamedDecl *D) {
    for (const Decl *Other : D->redecls())
      Found |=
          Other != D && isShared(Other) && !Files.isRead(Other->getLocation());
    return !Found;
  }

  /// False for what the unit's own text declares, and for what the compiler
  /// has built in, though it takes the first use for the place of that.
  bool isShared(const Decl *D) const {
    const auto *Function = dyn_cast<FunctionDecl>(D);
    const bool BuiltIn =
        Function && Function->isImplicit() && Function->getBuiltinID() != 0;
    return !BuiltIn && D->getLocation().isValid() &&
           Sources.isLoadedSourceLocation(
               Sources.getExpansionLoc(D->getLocation()));
  }

  const UnitFiles &Files;
  const SourceManager &Sources;
  /// What was asked about already: its first use counts.
  llvm::SmallPtrSet<const Decl *, 32> Known;
  const Expr *AddressOf = nullptr; ///< the operand of the last `&`
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

bool pageless::definesBlanked(
    const ASTContext &Context,
    llvm::iterator_range<DeclContext::decl_iterator> Decls) {
  const SourceManager &Sources = Context.getSourceManager();
  const auto IsBlanked = [&](const FunctionDecl *F) {
    if (!F->isInlineSpecified() || F->isThisDeclarationADefinition())
      return false;
    const auto [File, End] =
        Sources.getDecomposedLoc(Sources.getExpansionLoc(F->getEndLoc()));
    return isBlankedAt(Sources.getBufferData(File), End);
  };
  return llvm::any_of(Decls, [&](const Decl *D) {
    const auto *Function = dyn_cast<FunctionDecl>(D);
    if (!Function || Function->isFirstDecl())
      return false;
    const bool Defines = Function->isThisDeclarationADefinition();
    return (Defines || IsBlanked(Function)) &&
           llvm::any_of(Function->redecls(), [&](const FunctionDecl *Other) {
             return Other != Function && IsBlanked(Other);
           });
  });
}
