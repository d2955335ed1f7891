//===- matchers/SgPageUnsafe.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "matchers/SgPageUnsafe.h"

#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace pageless;
using namespace pageless::sgpage;

namespace {

/// What a call of that name, function or macro, does with a page.
PageUse useBy(llvm::StringRef Name) {
  if (Name == "page_to_phys" || Name == "page_to_pfn")
    return PageUse::Number;
  if (Name.starts_with("kmap") || Name.starts_with("kunmap") ||
      Name.ends_with("page_address"))
    return PageUse::Map;
  constexpr llvm::StringRef Counting[] = {
      "get_page",       "put_page",           "__free_page",    "__free_pages",
      "page_cache_get", "page_cache_release", "unpin_user_page"};
  if (llvm::is_contained(Counting, Name))
    return PageUse::Count;
  return Name == "nth_page" ? PageUse::Arithmetic : PageUse::Other;
}

PageUse useBy(const BinaryOperator &Op) {
  if (Op.isAssignmentOp())
    return PageUse::Store;
  if (Op.isComparisonOp() || Op.isLogicalOp())
    return PageUse::Test;
  return Op.isAdditiveOp() ? PageUse::Arithmetic : PageUse::Other;
}

PageUse useBy(const UnaryOperator &Op) {
  if (Op.getOpcode() == UO_LNot)
    return PageUse::Test;
  return Op.getOpcode() == UO_Deref ? PageUse::Dereference : PageUse::Other;
}

/// What the construct right around the page, casts aside, does with it.
PageUse useBy(const DynTypedNode &Around, const Stmt *Page) {
  if (const auto *Op = Around.get<BinaryOperator>())
    return useBy(*Op);
  if (const auto *Op = Around.get<UnaryOperator>())
    return useBy(*Op);
  if (Around.get<VarDecl>() || Around.get<InitListExpr>() ||
      Around.get<DesignatedInitExpr>())
    return PageUse::Store;
  if (Around.get<MemberExpr>())
    return PageUse::Dereference;
  if (Around.get<ArraySubscriptExpr>())
    return PageUse::Arithmetic;
  if (Around.get<ReturnStmt>())
    return PageUse::Return;
  if (const auto *Choice = Around.get<ConditionalOperator>();
      Choice && Choice->getCond() != Page)
    return PageUse::Other;
  if (Around.get<IfStmt>() || Around.get<WhileStmt>() ||
      Around.get<ForStmt>() || Around.get<DoStmt>() ||
      Around.get<ConditionalOperator>())
    return PageUse::Test;
  return Around.get<CallExpr>() || Around.get<CompoundStmt>() ? PageUse::Pass
                                                              : PageUse::Other;
}

} // namespace

PageUse sgpage::classifyPageUse(const DeclRefExpr &Function,
                                ASTContext &Context) {
  const EntryUse Use = classifyEntryUse(Function, Context);
  if (!Use.call)
    return PageUse::Other;
  if (const PageUse Named = useBy(Use.conversion); Named != PageUse::Other)
    return Named;
  const Stmt *Page = Use.call;
  for (;;) {
    const DynTypedNode Around = parentOf(DynTypedNode::create(*Page), Context);
    const auto *E = Around.get<Expr>();
    const auto *Choice = Around.get<ConditionalOperator>();
    const bool HandsOn = E && (isa<ParenExpr, CastExpr>(E) ||
                               (Choice && Choice->getCond() != Page));
    if (!HandsOn)
      return useBy(Around, Page);
    Page = E;
  }
}
