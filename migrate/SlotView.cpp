//===- migrate/SlotView.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "migrate/SlotView.h"

#include "engine/PpRecord.h"
#include "matchers/FieldUse.h"
#include "matchers/Kernel.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;

Decision pageless::blocked(std::string Why, const std::string &Group) {
  Decision D;
  D.reason = Reason::MigrationBlocked;
  D.message = std::move(Why);
  D.group = Group;
  return D;
}

Decision pageless::stays(std::vector<Slot> Reaches) {
  Decision D;
  D.verdict = Verdict::OtherRecord;
  D.reason = Reason::OtherUse;
  D.message = describe(D.reason);
  D.reaches = std::move(Reaches);
  return D;
}

Decision pageless::converted(std::vector<TextEdit> Edits,
                             const std::string &Group,
                             std::vector<Slot> Reaches) {
  Decision D;
  D.verdict = Verdict::Converted;
  D.edits = std::move(Edits);
  D.group = Group;
  D.reaches = std::move(Reaches);
  return D;
}

Decision pageless::foreign() {
  Decision D;
  D.verdict = Verdict::OtherRecord;
  return D;
}

Decision pageless::blockedBy(const FlowResult &Flow, const std::string &Group,
                             std::vector<Slot> Reaches) {
  std::string Why = Flow.blockers.front();
  if (Flow.blockers.size() > 1)
    Why += ", and " + std::to_string(Flow.blockers.size() - 1) + " more";
  Decision D = blocked(std::move(Why), Group);
  D.reaches = std::move(Reaches);
  return D;
}

std::vector<std::pair<int, const Slot *>>
SlotView::slotsOf(const ValueDecl &D) const {
  std::vector<std::pair<int, const Slot *>> All;
  for (const int I : {Part::Itself, Part::Returned, Part::Table})
    if (const Slot *S = known({&D, I}))
      All.emplace_back(I, S);
  for (int I = 0; !typeOf({&D, I}).isNull(); ++I)
    if (const Slot *S = known({&D, I}))
      All.emplace_back(I, S);
  return All;
}

bool SlotView::isSource(const ValueDecl &D) const {
  const auto *Field = dyn_cast<FieldDecl>(&D);
  return !M.moveTo.empty() && Field && Field->getName() == M.field &&
         match::ownerOf(*Field)->getName() == M.record;
}

const ValueDecl *SlotView::tableOf(const Expr &Init) const {
  DynTypedNode Node = DynTypedNode::create(Init);
  while (Node.get<Expr>())
    Node = parentOf(Node, Found.context);
  const auto *Variable = Node.get<VarDecl>();
  return Variable && Variable->isFileVarDecl() ? Variable : nullptr;
}

std::string SlotView::tableGroup(const ValueDecl &Table) const {
  const auto S = slotOf({&Table, Part::Table}, Found);
  return S ? Found.rule + ":" + S->key : "";
}

bool SlotView::isInScope() const {
  const llvm::StringRef File = Found.files.name(Here.file());
  return llvm::any_of(M.scope, [&](const std::string &Prefix) {
    return File.starts_with(Prefix);
  });
}
