//===- migrate/FieldChange.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/FieldChange.h"

#include "migrate/DeclEdit.h"
#include "migrate/PositionalInit.h"
#include "migrate/SlotView.h"

#include "matchers/FieldUse.h"
#include "matchers/Kernel.h"

using namespace clang;
using namespace pageless;

namespace {

class FieldChanger {
public:
  FieldChanger(const FieldChange &C, const Match &Found)
      : C(C), Found(Found), Here(Found.at, Found.context.getSourceManager(),
                                 Found.context.getLangOpts()) {}

  Decision declaration(const FieldDecl &D) {
    if (!isTypeDeclared(C.to, Found))
      return no("no " + C.to + " is declared there");
    std::string Why;
    auto Edits = changeDeclaration(D, {C.from, C.to, C.name}, Here, Why);
    return Edits ? converted(std::move(*Edits), Found.rule, {}) : no(Why);
  }

  Decision initializer(const DesignatedInitExpr &Init) {
    if (Init.size() != 1 || Init.usesGNUSyntax())
      return no("it is designated together with others, or as 'name:'");
    const auto Value = Here.range(Init.getInit()->getSourceRange());
    if (isNull(*Init.getInit()) && isConstant(Init) && Value)
      return renamed({{Value->begin, Value->end - Value->begin, Zero, 0}});
    if (isConstant(Init))
      return no("it is set in the initialiser of a static object");
    return edit(Value, C.make);
  }

  /// Variables or a literal of the record's type, which may set the field by
  /// its position.
  Decision declared(const TypeLoc &Type) {
    const PositionalInits Found =
        positionalInits(Type, C.record, C.field, this->Found.context);
    if (!Found.why.empty())
      return no(Found.why);
    std::vector<TextEdit> Edits;
    ByteRange Site = {Here.offset(), Here.offset() + C.record.size()};
    for (const auto &[Value, IsConstant] : Found.values) {
      const auto Range = Here.range(Value->getSourceRange());
      if (!Range)
        return no("an initialiser sets it by position, in several macros");
      const std::string Helper = helperFor(C.make, this->Found);
      if (isNull(*Value))
        Edits.push_back({Range->begin, Range->end - Range->begin, Zero, 0});
      else if (IsConstant || Helper.empty())
        return no("it is set by position in the initialiser of a static "
                  "object");
      else
        llvm::append_range(Edits, wrapped(*Range, Helper));
      Site.end = std::max(Site.end, Range->end);
    }
    Decision D;
    D.verdict = Verdict::OtherRecord;
    D.reason = Reason::OtherUse;
    if (Edits.empty())
      return D;
    D = converted(std::move(Edits), this->Found.rule, {});
    D.range = Site;
    return D;
  }

  Decision use(const MemberExpr &E) {
    const FieldUseInfo Info = classifyFieldUse(E, Found.context);
    if (Info.use == FieldUse::Read &&
        llvm::any_of(C.readers,
                     [&](const std::string &Key) { return isInside(Key); }))
      return edit(Here.range(E.getSourceRange()), C.get);
    if (Info.use == FieldUse::Store && isInside(C.writer))
      return edit(Here.range(Info.store->getRHS()->getSourceRange()), C.make);
    return no("it is named other than by its accessors and in initialisers");
  }

  Decision no(const std::string &Why) {
    return blocked(C.record + "::" + C.field + ": " + Why, Found.rule);
  }

private:
  /// An initialiser of the new type, which is a struct, as cleared memory.
  static inline const std::string Zero = "{ 0 }";

  bool isNull(const Expr &E) const {
    return E.isNullPointerConstant(Found.context,
                                   Expr::NPC_ValueDependentIsNull);
  }

  /// The new name, and a call of the role's helper around \p Wrapped.
  Decision edit(std::optional<ByteRange> Wrapped, const std::string &Role) {
    const std::string Helper = helperFor(Role, Found);
    if (Helper.empty())
      return no(Found.profile.find(Found.rule, Role)->name +
                "() is not declared there");
    if (!Wrapped)
      return no("the text is made by several macros");
    std::vector<TextEdit> Value = wrapped(*Wrapped, Helper);
    if (const auto Twin = twinOf(*Wrapped))
      Value = {*Twin};
    return renamed(std::move(Value));
  }

  static std::vector<TextEdit> wrapped(ByteRange Range,
                                       const std::string &Helper) {
    const auto Size = static_cast<std::int64_t>(Range.end - Range.begin);
    return {{Range.begin, 0, Helper + "(", Size}, {Range.end, 0, ")", -Size}};
  }

  /// The new name in place of the word, and \p Value.
  Decision renamed(std::vector<TextEdit> Value) {
    // The '=' behind a designator keeps its column if tabs lead to it.
    const llvm::StringRef Behind =
        Here.buffer().substr(Here.offset() + C.field.size());
    const llvm::StringRef Gap =
        Behind.take_while([](char C) { return C == '\t'; });
    const std::string Name =
        Gap.empty()
            ? C.name
            : C.name + gapFor(Here.buffer(), Here.offset(), C.name, Gap,
                              Here.offset() + C.field.size() + Gap.size());
    Value.push_back({Here.offset(), C.field.size() + Gap.size(), Name, 0});
    return converted(std::move(Value), Found.rule, {});
  }

  /// The edit of a value that is a call of a macro with a twin: going by way of
  /// the old value would lose what only the new one can hold.
  std::optional<TextEdit> twinOf(ByteRange Value) const {
    const std::vector<TextToken> Tokens = tokensIn(Here.buffer(), Value);
    const auto Twin = C.twins.find(Tokens.front().text.str());
    int Depth = 0;
    for (std::size_t I = 1; I < Tokens.size(); ++I) {
      Depth += Tokens[I].text == "(";
      Depth -= Tokens[I].text == ")";
      if (Depth == 0 && I + 1 != Tokens.size())
        return std::nullopt; // more than one call
    }
    if (Twin == C.twins.end() ||
        !Found.context.Idents.get(Twin->second).hasMacroDefinition())
      return std::nullopt;
    return TextEdit{Value.begin, Twin->first.size(), Twin->second, 0};
  }

  bool isInside(const std::string &Key) const {
    const auto It = Found.profile.helpers.find(Key);
    return It != Found.profile.helpers.end() && Found.function &&
           Found.function->getNameAsString() == It->second.name;
  }

  bool isConstant(const Expr &Init) const {
    DynTypedNode Node = DynTypedNode::create(Init);
    while (Node.get<Expr>()) {
      const auto *Literal = Node.get<CompoundLiteralExpr>();
      if (Literal && Literal->isFileScope())
        return true;
      Node = parentOf(Node, Found.context);
    }
    const auto *Variable = Node.get<VarDecl>();
    return Variable && Variable->hasGlobalStorage();
  }

  const FieldChange &C;
  const Match &Found;
  SiteText Here;
};

} // namespace

std::vector<Case> pageless::fieldChangeCases(const FieldChange &C) {
  using namespace ast_matchers;
  const auto Field = match::fieldOf(C.record, C.field);
  const auto Decide = [C](const Match &Found) {
    FieldChanger Changer(C, Found);
    const auto &Nodes = Found.nodes;
    if (const auto *D = Nodes.getNodeAs<FieldDecl>(Named))
      return Changer.declaration(*D);
    if (const auto *Init = Nodes.getNodeAs<DesignatedInitExpr>(Named))
      return Changer.initializer(*Init);
    if (const auto *E = Nodes.getNodeAs<MemberExpr>(Named))
      return Changer.use(*E);
    if (const auto *Type = Nodes.getNodeAs<TypeLoc>(Named))
      return Changer.declared(*Type);
    return Changer.no("it is named in offsetof()");
  };
  const Action Act(Decide, {Reason::MigrationBlocked});
  return {
      {fieldDecl(Field).bind(Named), Act},
      {designatedInitExpr(match::designatesField(Field)).bind(Named), Act},
      {memberExpr(member(Field)).bind(Named), Act},
      {recordDecl(hasName(C.record)).bind(Named),
       [](const Match &Found) {
         Decision D;
         D.verdict = Verdict::Definition;
         // The first mention of a struct declares it, wherever that is.
         const auto *Struct = Found.nodes.getNodeAs<RecordDecl>(Named);
         if (!Struct->isThisDeclarationADefinition()) {
           D.verdict = Verdict::OtherRecord;
           D.reason = Reason::OtherUse;
         }
         return D;
       }},
      {typeLoc(loc(recordType(hasDeclaration(recordDecl(hasName(C.record))))))
           .bind(Named),
       Act},
      {match::offsetOfExpr(match::offsetOfField(Field)).bind(Named), Act}};
}

Slots pageless::fieldChangeSlots(const std::string &Rule,
                                 const FieldChange &C) {
  Slot S;
  S.rule = S.group = Rule;
  S.key = S.path = C.record + "::" + C.field;
  S.word = C.field;
  return {{S.key, S}};
}
