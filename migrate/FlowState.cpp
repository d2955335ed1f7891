//===- migrate/FlowState.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/FlowState.h"

#include "engine/PpRecord.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

const Slot *FlowState::known(const Part &P) const {
  return knownSlot(P, M, Found);
}

const Slot *FlowState::knownFunction(const ValueDecl &D) const {
  const QualType Type = D.getType()->isPointerType()
                            ? D.getType()->getPointeeType()
                            : D.getType();
  const auto *Function = Type->getAs<FunctionProtoType>();
  if (!Function)
    return nullptr;
  for (int I = Part::Returned; I < static_cast<int>(Function->getNumParams());
       ++I)
    if (const Slot *S = I == Part::Itself ? nullptr : known({&D, I}))
      return S;
  return nullptr;
}

void FlowState::carry(SourceLocation At, const Slot &S) {
  if (R.group.empty())
    R.group = S.group;
  R.reaches.push_back(S);
  R.reaches.back().open = true;
  if (const auto Place = Text.site().token(At))
    R.carrier = std::min(R.carrier.value_or(Place->begin), Place->begin);
}

void FlowState::reachSlot(const Part &To, const std::string &Path,
                          const Stmt *From) {
  if (M.isNew(typeOf(To)) || splitSlot(To, Found))
    return;
  const auto S = slotOf(To, Found);
  if (!S)
    return block(Path, "handed to " + nameOf(To) + ", which is not the tree's",
                 From);
  if (!isOld(typeOf(To)))
    return block(Path,
                 "handed to " + nameOf(To) + " as '" +
                     typeOf(To).getAsString() + "'",
                 From);
  R.reaches.push_back(reach(To, *S, Path, R.group));
}

void FlowState::block(const std::string &Path, const std::string &What,
                      const Stmt *Where) {
  std::string Message = Path + ": " + What;
  if (Where)
    Message += " in line " + std::to_string(Text.lineOf(Where));
  if (!llvm::is_contained(R.blockers, Message))
    R.blockers.push_back(std::move(Message));
}

bool FlowState::isValue(QualType T) const {
  return !T.isNull() &&
         T.getCanonicalType().getUnqualifiedType().getAsString() ==
             M.fromType();
}

bool FlowState::isPointer(QualType T) const {
  return !T.isNull() && T->isPointerType() && isValue(T->getPointeeType());
}

bool FlowState::isOld(QualType T) const { return isValue(T) || isPointer(T); }

void FlowState::finish(const VarDecl &V) {
  const std::string &Path = Paths.at(&V);
  const bool Parameter = isa<ParmVarDecl>(V);
  if (!Parameter) {
    std::string Why;
    const auto Edits =
        changeDeclaration(V, {M.from, M.to, ""}, Text.site(), Why);
    if (!Edits)
      return block(Path, Why, nullptr);
    for (const TextEdit &E : *Edits)
      Text.add(E);
  }
  std::set<std::size_t> Seen;
  if (const auto At = Text.site().token(V.getLocation()))
    Seen.insert(At->begin);
  for (const DeclRefExpr *Name : Index.variables[&V])
    if (const auto At = Text.site().token(Name->getLocation()))
      Seen.insert(At->begin);
    else
      return block(Path, "it is named in the body of a macro", Name);
  checkSpellings(V, Seen, Parameter && !M.rename.empty());
}

void FlowState::checkSpellings(const VarDecl &V,
                               const std::set<std::size_t> &Seen, bool Rename) {
  const std::string &Path = Paths.at(&V);
  const TextToken *Before = nullptr;
  for (const TextToken &T : Text.tokens()) {
    const bool Member = // or a tag
        Before && (Before->text == "." || Before->text == "->" ||
                   Before->text == "struct" || Before->text == "union" ||
                   Before->text == "enum");
    Before = &T;
    if (Rename && T.text == M.rename && !Member && V.getName() != M.rename)
      return block(Path, "'" + M.rename + "' has a meaning there", nullptr);
    if (T.text != V.getName() || Member)
      continue;
    if (!Seen.count(T.range.begin))
      return block(Path,
                   "it is spelled where the compiler does not see it, or "
                   "something else of that name is",
                   nullptr);
    const bool InBody = F.getBody() && T.range.begin > bodyBegin();
    if (Rename && InBody)
      Text.replace(T, M.rename);
  }
}

std::size_t FlowState::bodyBegin() const {
  const auto At = Text.site().token(F.getBody()->getBeginLoc());
  return At ? At->begin : 0;
}

bool FlowState::isTest(const Stmt *User) const {
  if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User))
    return Unary->getOpcode() == UO_LNot;
  if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(User))
    return Binary->isLogicalOp() || Binary->isEqualityOp();
  if (const auto *Cast = dyn_cast_or_null<CastExpr>(User))
    return Cast->getCastKind() == CK_PointerToBoolean;
  return isa_and_nonnull<IfStmt, WhileStmt, ForStmt, ConditionalOperator>(User);
}

const VarDecl *FlowState::initializedBy(const Expr *E, const Stmt *User) const {
  if (const auto *Declaration = dyn_cast_or_null<DeclStmt>(User))
    for (const Decl *D : Declaration->decls())
      if (const auto *V = dyn_cast<VarDecl>(D); V && V->getInit() == E)
        return V;
  return nullptr;
}

bool FlowState::isShift(const Expr *E) const {
  const auto *Shift = dyn_cast<BinaryOperator>(E->IgnoreParenImpCasts());
  return Shift && Shift->getOpcode() == BO_Shr &&
         Shift->getLHS()->getType()->isUnsignedIntegerType();
}

void FlowState::functionValue(const Expr *E, const Slot &S) {
  const Expr *Whole = E;
  const Stmt *User = nullptr;
  for (;;) {
    std::tie(Whole, User) = Index.outOf(Whole, /*Casts=*/true);
    const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(User);
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(User);
    const bool Decays =
        Cast && Cast->getCastKind() == CK_FunctionToPointerDecay;
    const bool SameFunction = Unary && (Unary->getOpcode() == UO_Deref ||
                                        (Unary->getOpcode() == UO_AddrOf &&
                                         Whole->getType()->isFunctionType()));
    if (!Decays && !SameFunction)
      break;
    Whole = cast<Expr>(User);
  }
  const auto *Call = dyn_cast_or_null<CallExpr>(User);
  if (isTest(User) || (Call && Call->getCallee() == Whole))
    return;
  const auto *Binary = dyn_cast_or_null<BinaryOperator>(User);
  if (Binary && Binary->getOpcode() == BO_Assign)
    return functionAssigned(*Binary, Whole, S);
  block(S.path, "the function is used other than to call it", E);
}

void FlowState::functionAssigned(const BinaryOperator &Assignment,
                                 const Expr *Side, const Slot &S) {
  const Expr *Other =
      Assignment.getLHS() == Side ? Assignment.getRHS() : Assignment.getLHS();
  Other = Other->IgnoreParenImpCasts();
  const ValueDecl *D = nullptr;
  if (const auto *Name = dyn_cast<DeclRefExpr>(Other))
    D = Name->getDecl();
  else if (const auto *Member = dyn_cast<MemberExpr>(Other))
    D = dyn_cast<FieldDecl>(Member->getMemberDecl());
  if (Other->isNullPointerConstant(Found.context,
                                   Expr::NPC_ValueDependentIsNull))
    return;
  const std::size_t Hash = S.key.rfind('#');
  const int Index = std::stoi(S.key.substr(Hash + 1));
  if (!D || (!isa<FunctionDecl>(D) && !isa<FieldDecl>(D)) || !M.moveTo.empty())
    return block(S.path, "the function is kept elsewhere", &Assignment);
  if (!known({D, Index}))
    reachSlot({D, Index}, S.path, &Assignment);
}

std::string pageless::helperFor(const std::string &Role, const Match &Found) {
  const Helper *H = Found.profile.find(Found.rule, Role);
  if (!H)
    return "";
  const IdentifierInfo &Name = Found.context.Idents.get(H->name);
  if (Name.hasMacroDefinition())
    return H->name;
  const auto Declared = Found.context.getTranslationUnitDecl()->lookup(&Name);
  const bool Visible = llvm::any_of(Declared, [&](const NamedDecl *D) {
    return Found.files.isDeclaredBefore(D, Found.at);
  });
  return Visible ? H->name : "";
}

bool pageless::isTypeDeclared(llvm::StringRef Type, const Match &Found) {
  IdentifierInfo &Name = Found.context.Idents.get(Type);
  if (Name.hasMacroDefinition())
    return true;
  const auto Declared = Found.context.getTranslationUnitDecl()->lookup(&Name);
  return llvm::any_of(Declared, [&](const NamedDecl *D) {
    const NamedDecl *Last = Found.files.lastRead(D);
    return Last && isa<TypeDecl>(D) &&
           Found.files.isBefore(Last->getLocation(), Found.at);
  });
}

const Slot *pageless::knownSlot(const Part &P, const Migration &M,
                                const Match &Found) {
  if (P.index != Part::Table && M.isNew(typeOf(P)))
    return nullptr;
  const auto S = slotOf(P, Found);
  const auto It = S ? Found.slots.find(S->key) : Found.slots.end();
  return It == Found.slots.end() || It->second.keepsName ? nullptr
                                                         : &It->second;
}

const Slot *pageless::splitSlot(const Part &P, const Match &Found) {
  const auto S = slotOf(P, Found);
  const auto It = S ? Found.slots.find(S->key) : Found.slots.end();
  return It == Found.slots.end() || !It->second.keepsName ? nullptr
                                                          : &It->second;
}

Slot pageless::reach(const Part &To, Slot S, const std::string &Path,
                     const std::string &Group) {
  S.group = Group;
  const std::string Name = nameOf(To);
  S.path = llvm::StringRef(Path).ends_with(Name) ? Path : Path + " -> " + Name;
  return S;
}
