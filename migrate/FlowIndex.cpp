//===- migrate/FlowIndex.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/FlowIndex.h"

#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace pageless;

namespace {

class Collector : public RecursiveASTVisitor<Collector> {
public:
  explicit Collector(FlowIndex &Index) : Index(Index) {}

  bool VisitDeclRefExpr(DeclRefExpr *E) {
    if (const auto *V = dyn_cast<VarDecl>(E->getDecl()))
      Index.variables[V].push_back(E);
    else if (isa<FunctionDecl>(E->getDecl()))
      Index.functions.push_back(E);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *E) {
    Index.members.push_back(E);
    return true;
  }
  bool VisitCallExpr(CallExpr *E) {
    Index.calls.push_back(E);
    return true;
  }
  bool VisitReturnStmt(ReturnStmt *S) {
    Index.returns.push_back(S);
    return true;
  }

private:
  FlowIndex &Index;
};

bool keepsType(const ImplicitCastExpr &Cast) {
  return Cast.getCastKind() == CK_LValueToRValue ||
         Cast.getCastKind() == CK_NoOp;
}

} // namespace

FlowIndex::FlowIndex(const FunctionDecl &F) : Parents(F.getBody()) {
  Collector(*this).TraverseStmt(F.getBody());
}

std::pair<const Expr *, const Stmt *> FlowIndex::outOf(const Expr *E,
                                                       bool Casts) const {
  for (;;) {
    const Stmt *Parent = Parents.getParent(E);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Parent);
    if (!isa_and_nonnull<ParenExpr>(Parent) &&
        !(Casts && Cast && keepsType(*Cast)))
      return {E, Parent};
    E = cast<Expr>(Parent);
  }
}

bool FlowIndex::isStatement(const Expr *E) const {
  const auto [Outer, Parent] = outOf(E, /*Casts=*/true);
  if (const auto *Block = dyn_cast_or_null<CompoundStmt>(Parent))
    return !isa_and_nonnull<StmtExpr>(Parents.getParent(Block)) ||
           Block->body_back() != Outer;
  if (const auto *If = dyn_cast_or_null<IfStmt>(Parent))
    return If->getCond() != Outer;
  if (const auto *For = dyn_cast_or_null<ForStmt>(Parent))
    return For->getCond() != Outer;
  if (const auto *While = dyn_cast_or_null<WhileStmt>(Parent))
    return While->getCond() != Outer;
  return isa_and_nonnull<LabelStmt, SwitchCase>(Parent);
}

const Expr *pageless::plain(const Expr *E) {
  for (;;) {
    E = E->IgnoreParens();
    const auto *Cast = dyn_cast<ImplicitCastExpr>(E);
    if (!Cast || !keepsType(*Cast))
      return E;
    E = Cast->getSubExpr();
  }
}

const ValueDecl *pageless::calleeOf(const CallExpr &Call) {
  if (const FunctionDecl *F = Call.getDirectCallee())
    return F;
  const Expr *Callee = Call.getCallee()->IgnoreParenImpCasts();
  if (const auto *Deref = dyn_cast<UnaryOperator>(Callee);
      Deref && Deref->getOpcode() == UO_Deref)
    Callee = Deref->getSubExpr()->IgnoreParenImpCasts();
  const auto *Member = dyn_cast<MemberExpr>(Callee);
  return Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
}
