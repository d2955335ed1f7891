//===- migrate/PositionalInit.cpp -----------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/PositionalInit.h"

#include "matchers/FieldUse.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

namespace {

class Collector {
public:
  Collector(const std::string &Record, const std::string &Field,
            const SourceManager &Sources)
      : Record(Record), Field(Field), Sources(Sources) {}

  void literal(const CompoundLiteralExpr &E) {
    Constant = E.isFileScope();
    visit(E.getInitializer());
  }

  /// \p D and the variables that share its type's spelling.
  void variables(const VarDecl &D) {
    for (const Decl *Other : D.getDeclContext()->decls())
      if (const auto *V = dyn_cast<VarDecl>(Other);
          V && V->getInit() && V->getBeginLoc() == D.getBeginLoc()) {
        Constant = V->hasGlobalStorage();
        visit(V->getInit());
      }
  }

  PositionalInits take() { return std::move(Out); }

private:
  void visit(const Expr *E) {
    const auto *List = dyn_cast<InitListExpr>(E);
    if (!List)
      return;
    if (List->isSyntacticForm() && List->getSemanticForm())
      List = List->getSemanticForm();
    const auto *Type = List->getType()->getAsRecordDecl();
    if (!Type || Type->getName() != Record) {
      for (const Expr *Init : List->inits())
        if (Init)
          visit(Init);
      return;
    }
    for (const FieldDecl *F : Type->fields())
      if (F->getName() == Field && F->getFieldIndex() < List->getNumInits())
        add(*List, *F);
  }

  void add(const InitListExpr &List, const FieldDecl &F) {
    const Expr *Value = List.getInit(F.getFieldIndex());
    if (!Value || isa<ImplicitValueInitExpr>(Value) || isDesignated(List, F))
      return;
    if (!hasBraces(List))
      Out.why = "an initialiser sets it by position, without braces around "
                "the " +
                Record;
    Out.values.push_back({Value->IgnoreImpCasts(), Constant});
  }

  /// Clang gives a list whose braces are elided the place of its first value.
  bool hasBraces(const InitListExpr &List) const {
    const SourceLocation Brace = Sources.getSpellingLoc(List.getLBraceLoc());
    return Brace.isValid() && *Sources.getCharacterData(Brace) == '{';
  }

  /// Whether the list as written names the field, which then is a word.
  static bool isDesignated(const InitListExpr &List, const FieldDecl &F) {
    const InitListExpr *Written =
        List.getSyntacticForm() ? List.getSyntacticForm() : &List;
    return llvm::any_of(Written->inits(), [&](const Expr *Init) {
      const auto *Designated = dyn_cast_or_null<DesignatedInitExpr>(Init);
      if (!Designated)
        return false;
      const auto *First = Designated->getDesignator(0);
      return First->isFieldDesignator() && First->getFieldDecl() == &F;
    });
  }

  const std::string &Record, &Field;
  const SourceManager &Sources;
  PositionalInits Out;
  bool Constant = false;
};

} // namespace

PositionalInits pageless::positionalInits(const TypeLoc &Type,
                                          const std::string &Record,
                                          const std::string &Field,
                                          ASTContext &Context) {
  Collector C(Record, Field, Context.getSourceManager());
  DynTypedNode Node = DynTypedNode::create(Type);
  while (Node.get<TypeLoc>())
    Node = parentOf(Node, Context);
  if (const auto *D = Node.get<VarDecl>())
    C.variables(*D);
  else if (const auto *E = Node.get<CompoundLiteralExpr>())
    C.literal(*E);
  return C.take();
}
