//===- engine/Sweep.cpp ---------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Sweep.h"

#include "clang/AST/ExprCXX.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace pageless;

namespace {

class Sweeper : public RecursiveASTVisitor<Sweeper> {
public:
  Sweeper(const ASTContext &Context, const llvm::StringSet<> &Words,
          const llvm::StringSet<> &Helpers, Mentions &Out)
      : Sources(Context.getSourceManager()), Options(Context.getLangOpts()),
        Words(Words), Helpers(Helpers), Out(Out) {}

  // An argument of a macro like container_of() can be named in code that only
  // the semantic form of an initialiser holds; both forms are walked, and the
  // evaluation drops what it has seen.
  bool shouldVisitImplicitCode() const { return true; }

  bool TraverseFunctionDecl(FunctionDecl *F) {
    const FunctionDecl *Outer = Function;
    Function = F;
    const bool Continue = RecursiveASTVisitor::TraverseFunctionDecl(F);
    Function = Outer;
    return Continue;
  }

  bool VisitNamedDecl(NamedDecl *D) {
    if (isa<IndirectFieldDecl>(D))
      return true; // another name of a field that is mentioned by itself
    if (const IdentifierInfo *Name = D->getIdentifier()) {
      mention(Name, D->getLocation(), DynTypedNode::create(*D));
      const bool Hides = isa<VarDecl, EnumConstantDecl, TypedefNameDecl>(D);
      if (Function && Hides && Helpers.contains(Name->getName()))
        Out.clashes.emplace(Function, Name->getName().str());
    }
    return true;
  }

  bool VisitMemberExpr(MemberExpr *E) {
    mention(E->getMemberDecl()->getIdentifier(), E->getMemberLoc(),
            DynTypedNode::create(*E));
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    mention(E->getDecl()->getIdentifier(), E->getLocation(),
            DynTypedNode::create(*E));
    return true;
  }

  /// A word may be a macro that calls a function of another name, as
  /// kunmap_atomic() does: the call is what the word names, if the macro hands
  /// its argument on.
  bool VisitCallExpr(CallExpr *E) {
    if (E->getNumArgs() == 0 ||
        !Sources.isMacroArgExpansion(
            E->getArg(0)->IgnoreParenImpCasts()->getBeginLoc()))
      return true;
    SourceLocation At = E->getCallee()->getExprLoc();
    while (At.isMacroID()) {
      if (Sources.isMacroArgExpansion(At)) {
        At = Sources.getImmediateSpellingLoc(At);
        continue;
      }
      const llvm::StringRef Macro =
          Lexer::getImmediateMacroName(At, Sources, Options);
      At = Sources.getImmediateExpansionRange(At).getBegin();
      if (Words.contains(Macro))
        Out.found.push_back(
            {At, DynTypedNode::create(*E), Function, Macro.str(), false});
    }
    return true;
  }

  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *E) {
    mention(E->getMember().getAsIdentifierInfo(), E->getMemberLoc(),
            DynTypedNode::create(*E), /*Unresolved=*/true);
    return true;
  }

  bool VisitOffsetOfExpr(OffsetOfExpr *E) {
    for (unsigned I = 0; I != E->getNumComponents(); ++I) {
      const OffsetOfNode &Component = E->getComponent(I);
      if (Component.getKind() == OffsetOfNode::Field)
        mention(Component.getFieldName(), Component.getEndLoc(),
                DynTypedNode::create(*E));
    }
    return true;
  }

  bool VisitDesignatedInitExpr(DesignatedInitExpr *E) {
    for (const DesignatedInitExpr::Designator &D : E->designators())
      if (D.isFieldDesignator())
        mention(D.getFieldName(), D.getFieldLoc(), DynTypedNode::create(*E));
    return true;
  }

  bool VisitGotoStmt(GotoStmt *S) {
    mention(S->getLabel()->getIdentifier(), S->getLabelLoc(),
            DynTypedNode::create(*S));
    return true;
  }

  bool VisitAddrLabelExpr(AddrLabelExpr *E) {
    mention(E->getLabel()->getIdentifier(), E->getLabelLoc(),
            DynTypedNode::create(*E));
    return true;
  }

  bool VisitLabelStmt(LabelStmt *S) {
    mention(S->getDecl()->getIdentifier(), S->getIdentLoc(),
            DynTypedNode::create(*S));
    return true;
  }

  bool VisitTagTypeLoc(TagTypeLoc T) {
    mention(T.getDecl()->getIdentifier(), T.getNameLoc(),
            DynTypedNode::create(static_cast<const TypeLoc &>(T)));
    return true;
  }

  bool VisitTypedefTypeLoc(TypedefTypeLoc T) {
    mention(typedefOf(T)->getIdentifier(), T.getNameLoc(),
            DynTypedNode::create(static_cast<const TypeLoc &>(T)));
    return true;
  }

private:
  static const NamedDecl *typedefOf(TypedefTypeLoc T) {
    return T.getTypePtr()->getDecl();
  }

  void mention(const IdentifierInfo *Name, SourceLocation Location,
               const DynTypedNode &Node, bool Unresolved = false) {
    if (!Name || Location.isInvalid() || !Words.contains(Name->getName()))
      return;
    Out.found.push_back(
        {Location, Node, Function, Name->getName().str(), Unresolved});
  }

  const SourceManager &Sources;
  const LangOptions &Options;
  const llvm::StringSet<> &Words;
  const llvm::StringSet<> &Helpers;
  Mentions &Out;
  const FunctionDecl *Function = nullptr;
};

} // namespace

Mentions pageless::sweep(ASTContext &Context, const llvm::StringSet<> &Words,
                         const llvm::StringSet<> &Helpers) {
  Mentions Out;
  Sweeper S(Context, Words, Helpers, Out);
  for (Decl *D : Context.getTraversalScope())
    S.TraverseDecl(D);
  return Out;
}
