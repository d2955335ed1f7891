//===- migrate/Migrate.cpp - Decide about one name of a slot --------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/DeclEdit.h"
#include "migrate/SlotView.h"
#include "migrate/Split.h"

#include "matchers/FieldUse.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace clang;
using namespace pageless;

namespace {

class Decider : SlotView {
public:
  Decider(const Migration &M, const Match &Found) : SlotView(M, Found) {}

  Decision run() {
    if (const auto *D = Found.nodes.getNodeAs<Decl>(Named))
      return declaration(*D);
    const auto *S = Found.nodes.getNodeAs<Stmt>(Named);
    if (const auto *Init = dyn_cast_or_null<DesignatedInitExpr>(S))
      return initializer(*Init);
    const auto *E = dyn_cast_or_null<Expr>(S);
    const ValueDecl *D = nullptr;
    if (const auto *Member = dyn_cast_or_null<MemberExpr>(E))
      D = Member->getMemberDecl();
    if (const auto *Name = dyn_cast_or_null<DeclRefExpr>(E))
      D = Name->getDecl();
    return D ? decideUse(*E, *D, M, Found) : foreign();
  }

private:
  // --- Declarations ----------------------------------------------------------

  Decision declaration(const Decl &D) {
    const auto *Declared = dyn_cast<DeclaratorDecl>(&D);
    if (!Declared)
      return foreign();
    if (isSource(*Declared))
      return sourceField(cast<FieldDecl>(*Declared));
    const auto *Function = dyn_cast<FunctionDecl>(Declared);
    if (const Slot *S = Function ? splitOf(*Function) : nullptr)
      return split(*Function, *S);
    const auto Parts = slotsOf(*Declared);
    if (Parts.empty())
      return foreign();
    const Slot &First = *Parts.front().second;
    if (Parts.front().first == Part::Table)
      return stays();
    std::vector<TextEdit> Edits;
    std::vector<Slot> Reaches;
    for (const auto &[Index, S] : Parts) {
      Reaches.push_back(*S);
      if (const auto *F = dyn_cast<FunctionDecl>(Declared))
        Reaches.back().open = !F->doesThisDeclarationHaveABody();
      std::string Why = changePart(*Declared, Index, Edits);
      if (Why == Unwritten)
        return stays(std::move(Reaches));
      if (!Why.empty())
        return blocked(S->path + ": " + Why, S->group);
    }
    const auto *F = dyn_cast<FunctionDecl>(Declared);
    if (!F)
      return converted(std::move(Edits), First.group, std::move(Reaches));
    FlowResult Flow = flowThrough(*F, M, Found);
    llvm::append_range(Reaches, Flow.reaches);
    if (!Flow.blockers.empty())
      return blockedBy(Flow, First.group, std::move(Reaches));
    llvm::append_range(Edits, Flow.edits);
    return converted(std::move(Edits), First.group, std::move(Reaches));
  }

  const Slot *splitOf(const FunctionDecl &F) const {
    return splitSlot({&F, static_cast<int>(M.parameter)}, Found);
  }

  /// The function gets another name and type, and the old one calls it.
  Decision split(const FunctionDecl &F, const Slot &S) {
    std::vector<Slot> Reaches = {S};
    Reaches.back().open = !F.doesThisDeclarationHaveABody();
    std::vector<TextEdit> Edits;
    std::string Why = changePart(F, static_cast<int>(M.parameter), Edits);
    if (Why == Unwritten)
      return stays(std::move(Reaches));
    const std::string Wrap = helperFor(M.wrap, Found);
    auto Made = Why.empty() ? splitDeclaration(F, M, Wrap, Edits, Here, Why)
                            : std::nullopt;
    if (Why.empty() && Wrap.empty() && F.doesThisDeclarationHaveABody())
      Why = "the helper that makes a " + M.to + " is not declared there";
    if (!Why.empty())
      return blocked(S.path + ": " + Why, S.group);
    FlowResult Flow = flowThrough(F, M, Found);
    llvm::append_range(Reaches, Flow.reaches);
    if (!Flow.blockers.empty())
      return blockedBy(Flow, S.group, std::move(Reaches));
    llvm::append_range(*Made, Flow.edits);
    return converted(std::move(*Made), S.group, std::move(Reaches));
  }

  Decision sourceField(const FieldDecl &Field) {
    for (const FieldDecl *Other : Field.getParent()->fields())
      if (Other->getName() == M.moveTo)
        return stays();
    return blocked(M.record + " has no " + M.moveTo, "");
  }

  /// "" or why it cannot be changed; `Unwritten` if there is nothing to change.
  std::string changePart(const DeclaratorDecl &D, int Index,
                         std::vector<TextEdit> &Edits) {
    std::string Why;
    std::optional<std::vector<TextEdit>> Made;
    if (!isTypeDeclared(M.to, Found))
      return "no " + M.to + " is declared there";
    const FunctionTypeLoc Type = functionTypeOf(D);
    if (Index != Part::Itself && !Type)
      return isTypeof(D) ? Unwritten : "it is declared through a typedef";
    if (Index == Part::Itself)
      Made = changeDeclaration(D, {M.from, M.to, ""}, Here, Why);
    else if (Index == Part::Returned)
      Made = changeType(Type.getReturnLoc().getSourceRange(),
                        {M.from, M.to, ""}, Here, Why);
    else
      Made = changeDeclaration(*Type.getParam(static_cast<unsigned>(Index)),
                               {M.from, M.to, M.rename}, Here, Why);
    if (Made)
      llvm::append_range(Edits, *Made);
    return Why;
  }

  /// `extern typeof(f) f;`, as EXPORT_SYMBOL() has it, follows by itself.
  static bool isTypeof(const DeclaratorDecl &D) {
    const TypeSourceInfo *Info = D.getTypeSourceInfo();
    return Info && Info->getTypeLoc().getAs<TypeOfExprTypeLoc>();
  }

  // --- Initialisers ----------------------------------------------------------

  Decision initializer(const DesignatedInitExpr &Init) {
    const DesignatedInitExpr::Designator *Own = nullptr;
    for (const auto &D : Init.designators())
      if (D.isFieldDesignator() && D.getFieldLoc() == Found.at)
        Own = &D;
    const FieldDecl *Field = Own ? Own->getFieldDecl() : nullptr;
    if (!Field)
      return foreign();
    const auto *Name =
        dyn_cast<DeclRefExpr>(Init.getInit()->IgnoreParenImpCasts());
    const auto *F = Name ? dyn_cast<FunctionDecl>(Name->getDecl()) : nullptr;
    if (isSource(*Field))
      return F ? moved(Init, *F) : stays();
    const auto Parts = slotsOf(*Field);
    if (Parts.empty())
      return foreign();
    const Slot &S = *Parts.front().second;
    if (Parts.front().first == Part::Itself)
      return blocked(S.path + ": it is set in an initialiser", S.group);
    if (Init.getInit()->isNullPointerConstant(Found.context,
                                              Expr::NPC_ValueDependentIsNull))
      return stays();
    if (!F)
      return blocked(S.path + ": it is initialised with something other than "
                              "the name of a function",
                     S.group);
    std::vector<Slot> Reaches;
    for (const auto &[Index, Of] : Parts)
      if (const auto To = slotOf({F, Index}, Found))
        Reaches.push_back(reach({F, Index}, *To, Of->path, Of->group));
    return stays(std::move(Reaches));
  }

  /// `.map_page = f` becomes `.map_pfn = f`, and f a slot.
  Decision moved(const DesignatedInitExpr &Init, const FunctionDecl &F) {
    const Part Of{&F, static_cast<int>(M.parameter)};
    const auto To = slotOf(Of, Found);
    if (!To)
      return stays();
    const Slot *S = splitOf(F) ? nullptr : known(Of);
    if (!S && !isInScope())
      return stays();
    const std::string Group = S ? S->group : Found.rule + ":" + To->key;
    // Others may name what any file can.
    const bool Split = To->file.empty() && !splitName(To->word, M).empty();
    const std::string Path = M.record + "::" + M.field;
    std::vector<Slot> Reaches = {reach(Of, *To, Path, Group)};
    Reaches[0].keepsName = Split;
    const ValueDecl *Table = tableOf(Init);
    const auto TableSlot =
        Table ? slotOf({Table, Part::Table}, Found) : std::nullopt;
    if (!TableSlot)
      return blocked(Path + " -> " + nameOf(Of) +
                         ": it is not the variable of "
                         "a file that is initialised",
                     Group);
    // A function that keeps its name can do without this table.
    const std::string Own = Split ? tableGroup(*Table) : Group;
    Reaches.push_back(
        reach({Table, Part::Table}, *TableSlot, Reaches[0].path, Own));
    Reaches.back().open = false;
    Decision D = converted({{Here.offset(), M.field.size(), M.moveTo, 0}}, Own,
                           std::move(Reaches));
    D.needs = Group;
    return D;
  }

  static inline const std::string Unwritten = "unwritten";
};

} // namespace

std::string Migration::fromType() const { return llvm::join(from, " "); }

bool Migration::isNew(QualType Type) const {
  while (!Type.isNull() && Type->isPointerType())
    Type = Type->getPointeeType();
  return !Type.isNull() && Type.getUnqualifiedType().getAsString() == to;
}

Action pageless::migrate(Migration M) {
  return {[M = std::move(M)](const Match &Found) {
            return Decider(M, Found).run();
          },
          {Reason::MigrationBlocked}};
}

std::vector<Case> pageless::migrationCases(const Migration &M) {
  using namespace ast_matchers;
  return {{decl().bind(Named), migrate(M)}, {stmt().bind(Named), migrate(M)}};
}

Slots pageless::migrationSlots(const std::string &Rule, const Migration &M) {
  if (!M.moveTo.empty())
    return {};
  Slot S;
  S.rule = S.group = Rule;
  S.key = M.record + "::" + M.field + "#" + std::to_string(M.parameter);
  S.word = M.field;
  S.path = M.record + "::" + M.field;
  return {{S.key, S}};
}
