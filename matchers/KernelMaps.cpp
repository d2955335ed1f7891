//===- matchers/KernelMaps.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "matchers/KernelMaps.h"

#include "matchers/Kernel.h"

#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringSwitch.h"

using namespace clang;
using namespace pageless;

namespace {

using Role = MapCall::Role;

std::optional<std::pair<Role, MapFamily>> meaningOf(llvm::StringRef Name) {
  using Meaning = std::optional<std::pair<Role, MapFamily>>;
  const auto Is = [](Role R, MapFamily F) { return Meaning({R, F}); };
  return llvm::StringSwitch<Meaning>(Name)
      .Case("kmap", Is(Role::Maps, MapFamily::Sleeping))
      .Case("kunmap", Is(Role::EndsPage, MapFamily::Sleeping))
      .Case("kmap_atomic", Is(Role::Maps, MapFamily::Atomic))
      .Case("kunmap_atomic", Is(Role::EndsAddress, MapFamily::Atomic))
      .Case("kmap_local_page", Is(Role::Maps, MapFamily::Local))
      .Case("kunmap_local", Is(Role::EndsAddress, MapFamily::Local))
      .Case("kmap_atomic_pfn_t", Is(Role::Maps, MapFamily::Pfn))
      .Case("kunmap_atomic_pfn_t", Is(Role::EndsAddress, MapFamily::Pfn))
      .Default(std::nullopt);
}

llvm::StringRef nameOf(const CallExpr &Call) {
  const FunctionDecl *Callee = Call.getDirectCallee();
  return Callee && Callee->getIdentifier() ? Callee->getName() : "";
}

/// Functions that look at memory, or fill it, and are done with it when they
/// return. None of them sleeps.
constexpr llvm::StringLiteral UsesMemory[] = {
    "memcpy",          "memmove",       "memset",
    "memcmp",          "memchr",        "memchr_inv",
    "memscan",         "memcpy_fromio", "memcpy_toio",
    "strlen",          "strnlen",       "strcmp",
    "strncmp",         "strcpy",        "strncpy",
    "strlcpy",         "strcat",        "strchr",
    "strstr",          "sprintf",       "snprintf",
    "scnprintf",       "sscanf",        "copy_page",
    "clear_page",      "bcmp",          "crc16",
    "crc32_le",        "crc32_be",      "crc32c",
    "crc32c_le",       "crc_t10dif",    "btrfs_csum_data",
    "crypto_xor",      "csum_partial",  "csum_partial_copy_nocheck",
    "printk",          "no_printk",     "dynamic_pr_debug",
    "IS_ERR",          "PTR_ERR",       "print_hex_dump",
    "ip_compute_csum",
};

bool onlyUsesMemory(llvm::StringRef Name) {
  Name.consume_front("__builtin_");
  Name = Name.ltrim('_');
  return llvm::is_contained(UsesMemory, Name) ||
         Name.starts_with("get_unaligned") ||
         Name.starts_with("put_unaligned") || Name.starts_with("swab") ||
         Name.starts_with("fswab");
}

/// Functions that keep nothing either, but may sleep or fault.
bool copiesOrDigests(llvm::StringRef Name) {
  return Name.contains("copy_to_user") || Name.contains("copy_from_user") ||
         Name == "crypto_shash_update" || Name == "crypto_shash_digest" ||
         Name == "crypto_shash_finup";
}

bool isAccessor(const CallExpr &Call) {
  const llvm::StringRef Name = nameOf(Call);
  return Name == "bvec_page" || Name == "sg_page" || Name == "sg_next" ||
         Name == "page_address";
}

/// `bv->bv_offset`, `sg->offset`: where the data begins in its page.
bool isPageOffset(const Expr &E) {
  const auto *Member = dyn_cast<MemberExpr>(E.IgnoreParenCasts());
  const auto *Field =
      Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
  if (!Field || !Field->getIdentifier())
    return false;
  const llvm::StringRef Record = match::ownerOf(*Field)->getName();
  return (Record == "bio_vec" && Field->getName() == "bv_offset") ||
         (Record == "scatterlist" && Field->getName() == "offset");
}

bool isBioVecPage(const MemberExpr &Member) {
  const auto *Field = dyn_cast<FieldDecl>(Member.getMemberDecl());
  return Field && Field->getIdentifier() && Field->getName() == "bv_page" &&
         match::ownerOf(*Field)->getName() == "bio_vec";
}

/// True if a page of the two kinds is a part of the expression.
bool holdsSuchPage(const Stmt *S) {
  if (!S)
    return false;
  if (const auto *Member = dyn_cast<MemberExpr>(S);
      Member && isBioVecPage(*Member))
    return true;
  if (const auto *Call = dyn_cast<CallExpr>(S))
    if (nameOf(*Call) == "bvec_page" || nameOf(*Call) == "sg_page")
      return true;
  return llvm::any_of(S->children(), holdsSuchPage);
}

} // namespace

std::optional<SpelledMap> pageless::spelledMap(const CallExpr &Call,
                                               const ASTContext &Context) {
  if (Call.getNumArgs() == 0)
    return std::nullopt;
  const SourceManager &Sources = Context.getSourceManager();
  SourceLocation At = Call.getCallee()->getExprLoc();
  std::optional<SpelledMap> Found;
  const auto Take = [&](llvm::StringRef Name) {
    if (const auto Meaning = meaningOf(Name)) {
      const auto [Does, Family] = *Meaning;
      Found = {{Does, Call.getArg(0), static_cast<int>(Family)}, Family, At};
    }
    return Found.has_value();
  };
  if (Take(nameOf(Call)))
    return Found;
  if (!Sources.isMacroArgExpansion(
          Call.getArg(0)->IgnoreParenImpCasts()->getBeginLoc()))
    return std::nullopt;
  while (At.isMacroID()) {
    if (Sources.isMacroArgExpansion(At)) {
      At = Sources.getImmediateSpellingLoc(At);
      continue;
    }
    const llvm::StringRef Macro =
        Lexer::getImmediateMacroName(At, Sources, Context.getLangOpts());
    At = Sources.getImmediateExpansionRange(At).getBegin();
    if (Take(Macro))
      return Found;
  }
  return std::nullopt;
}

MappedPage pageless::mappedPage(const Expr *Page) {
  const Expr *Bare = Page->IgnoreParenImpCasts();
  if (const auto *Member = dyn_cast<MemberExpr>(Bare);
      Member && isBioVecPage(*Member))
    return {MappedPage::Of::BioVec, Member, nullptr};
  if (const auto *Call = dyn_cast<CallExpr>(Bare);
      Call && Call->getNumArgs() == 1) {
    if (nameOf(*Call) == "bvec_page")
      return {MappedPage::Of::BioVec, nullptr, Call};
    if (nameOf(*Call) == "sg_page")
      return {MappedPage::Of::Entry, nullptr, Call};
  }
  return {holdsSuchPage(Page) ? MappedPage::Of::Near : MappedPage::Of::Another,
          nullptr, nullptr};
}

MapKnowledge pageless::kernelMaps(const ASTContext &Context) {
  MapKnowledge Knowledge;
  Knowledge.recognise =
      [&Context](const CallExpr &Call) -> std::optional<MapCall> {
    const auto Found = spelledMap(Call, Context);
    return Found ? std::optional(Found->what) : std::nullopt;
  };
  Knowledge.keepsNothing = [](const CallExpr &Call) {
    const llvm::StringRef Name = nameOf(Call);
    return onlyUsesMemory(Name) || copiesOrDigests(Name);
  };
  Knowledge.isAccessor = isAccessor;
  Knowledge.isPageOffset = isPageOffset;
  return Knowledge;
}

bool pageless::neverSleeps(const CallExpr &Call) {
  return Call.getBuiltinCallee() || onlyUsesMemory(nameOf(Call)) ||
         isAccessor(Call);
}

bool pageless::needsAtomic(const CallExpr &Call) {
  const llvm::StringRef Name = nameOf(Call);
  return Name.contains("_inatomic") || Name.contains("pagefault_") ||
         Name.contains("_user_nocache") || Name.contains("preempt_");
}

const CallExpr *pageless::callNamedBy(const DynTypedNode &Node,
                                      ASTContext &Context) {
  if (const auto *Call = Node.get<CallExpr>())
    return Call;
  DynTypedNode Around = Node;
  do
    Around = parentOf(Around, Context);
  while (Around.get<ImplicitCastExpr>() || Around.get<ParenExpr>());
  const auto *Call = Around.get<CallExpr>();
  return Call && Call->getCallee()->IgnoreParenImpCasts() == Node.get<Expr>()
             ? Call
             : nullptr;
}

const FunctionDecl *pageless::functionAround(const CallExpr &Call,
                                             ASTContext &Context) {
  DynTypedNode Node = DynTypedNode::create(Call);
  while (!Node.getNodeKind().isNone()) {
    if (const auto *Function = Node.get<FunctionDecl>())
      return Function;
    Node = parentOf(Node, Context);
  }
  return nullptr;
}
