//===- migrate/UseDecision.cpp - Decide about a use of a slot -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/DeclEdit.h"
#include "migrate/SlotView.h"
#include "migrate/Split.h"

#include "engine/PpRecord.h"
#include "matchers/FieldUse.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

class UseDecider : SlotView {
public:
  UseDecider(const Migration &M, const Match &Found) : SlotView(M, Found) {}

  Decision use(const Expr &E, const ValueDecl &D) {
    if (isSource(D))
      return calledDirectly(E);
    if (const Slot *S = splitSlot({&D, static_cast<int>(M.parameter)}, Found))
      return splitUse(E, D, *S);
    const auto Parts = slotsOf(D);
    if (Parts.empty())
      return foreign();
    const Slot &S = *Parts.front().second;
    if (Parts.front().first == Part::Table)
      return tableUse(E, S);
    if (!Found.function)
      return fileScopeUse(E, S);
    const FunctionDecl &F = *Found.function;
    const SiteText Around(F.getLocation(), Found.context.getSourceManager(),
                          Found.context.getLangOpts());
    const auto At = Around.token(Found.at);
    if (!At)
      return blocked(S.path + ": it is named in the body of a macro", S.group);
    if (!slotsOf(F).empty())
      return stays(); // the definition answers for all of its body
    FlowResult Flow = flowThrough(F, M, Found);
    if (!Flow.carrier || *Flow.carrier != At->begin)
      return stays();
    if (!Flow.blockers.empty())
      return blockedBy(Flow, Flow.group, std::move(Flow.reaches));
    if (Flow.edits.empty())
      return stays(std::move(Flow.reaches));
    return converted(std::move(Flow.edits), Flow.group,
                     std::move(Flow.reaches));
  }

private:
  /// The name of a function that was split: its new one where a table moves.
  Decision splitUse(const Expr &E, const ValueDecl &D, const Slot &S) {
    const auto *Init = parentAbove(E).get<DesignatedInitExpr>();
    if (!Init || !isInScope() || Found.function)
      return stays();
    const ValueDecl *Table = tableOf(*Init);
    for (const auto &Of : Init->designators())
      if (Table && Of.isFieldDesignator() && Of.getFieldDecl() &&
          isSource(*Of.getFieldDecl())) {
        Decision Renamed = converted(
            {{Here.offset(), D.getName().size(), splitName(D.getName(), M), 0}},
            tableGroup(*Table), {});
        Renamed.needs = S.group;
        return Renamed;
      }
    return stays();
  }

  /// Who calls the old operation must know that it may have moved.
  Decision calledDirectly(const Expr &E) {
    const auto *Call = parentAbove(E).get<CallExpr>();
    const auto *Object = dyn_cast<DeclRefExpr>(
        cast<MemberExpr>(E).getBase()->IgnoreParenImpCasts());
    if (!Call || (Object && !cast<MemberExpr>(E).isArrow()))
      return stays(); // of a table that is named: see there
    const llvm::StringRef File = Found.files.name(Here.file());
    const bool Elsewhere = File.starts_with("arch/") && !isInScope();
    if (Elsewhere || spellsNew())
      return stays();
    return blocked("->" + M.field + "() is called where nobody asks for ->" +
                       M.moveTo,
                   "");
  }

  bool spellsNew() const {
    if (!Found.function)
      return false;
    const auto Range =
        SiteText(Found.function->getLocation(),
                 Found.context.getSourceManager(), Found.context.getLangOpts())
            .range(
                {Found.function->getLocation(), Found.function->getEndLoc()});
    return Range &&
           llvm::any_of(tokensIn(Here.buffer(), *Range),
                        [&](const TextToken &T) { return T.text == M.moveTo; });
  }

  Decision tableUse(const Expr &E, const Slot &S) {
    const DynTypedNode User = parentAbove(E);
    const auto *Member = User.get<MemberExpr>();
    if (Member && isSource(*Member->getMemberDecl()))
      return blocked(S.path + ": its ." + M.field + " is named", S.group);
    return stays();
  }

  /// What uses \p E, casts and parentheses aside.
  DynTypedNode parentAbove(const Expr &E) const {
    DynTypedNode Node = parentOf(DynTypedNode::create(E), Found.context);
    while (Node.get<ParenExpr>() || Node.get<ImplicitCastExpr>())
      Node = parentOf(Node, Found.context);
    return Node;
  }

  /// The name of a function in an initialiser, or in EXPORT_SYMBOL().
  Decision fileScopeUse(const Expr &E, const Slot &S) {
    DynTypedNode Node = parentAbove(E);
    while (const auto *Unary = Node.get<UnaryOperator>()) {
      if (Unary->getOpcode() != UO_AddrOf)
        break;
      Node = parentAbove(*Unary);
    }
    const auto *Cast = Node.get<CStyleCastExpr>();
    if (Cast && Cast->getType()->isIntegerType())
      return stays();
    if (Node.get<TypeLoc>())
      return stays(); // typeof(f)
    if (const auto *Init = Node.get<DesignatedInitExpr>())
      for (const auto &D : Init->designators())
        if (D.isFieldDesignator() && D.getFieldDecl() &&
            takesFunction(*D.getFieldDecl()))
          return stays();
    if (const auto *List = Node.get<InitListExpr>())
      if (takesFunction(*List, E))
        return stays();
    return blocked(S.path + ": its address is kept in something else", S.group);
  }

  bool takesFunction(const FieldDecl &Field) const {
    return isSource(Field) || !slotsOf(Field).empty();
  }

  bool takesFunction(const InitListExpr &List, const Expr &E) const {
    const auto *Record = List.getType()->getAsRecordDecl();
    if (!Record)
      return false;
    for (const FieldDecl *Field : Record->fields())
      if (Field->getFieldIndex() < List.getNumInits() &&
          List.getInit(Field->getFieldIndex())->IgnoreParenImpCasts() == &E)
        return takesFunction(*Field);
    return false;
  }
};

} // namespace

Decision pageless::decideUse(const Expr &E, const ValueDecl &D,
                             const Migration &M, const Match &Found) {
  return UseDecider(M, Found).use(E, D);
}
