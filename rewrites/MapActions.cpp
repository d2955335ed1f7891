//===- rewrites/MapActions.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "rewrites/MapActions.h"

#include "engine/PpRecord.h"
#include "engine/SiteText.h"
#include "matchers/KernelMaps.h"
#include "rewrites/MapText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Regex.h"

using namespace clang;
using namespace pageless;

namespace {

Reason reasonOf(MapTrap Trap) {
  switch (Trap) {
  case MapTrap::None:
    return Reason::None;
  case MapTrap::TooComplex:
  case MapTrap::Unreachable:
    return Reason::MapNotFollowed;
  case MapTrap::KindDiffers:
    return Reason::MapKindDiffers;
  case MapTrap::Escapes:
    return Reason::MapEscapes;
  case MapTrap::PassedOn:
    return Reason::MapPassedOn;
  case MapTrap::Order:
    return Reason::MapOrder;
  case MapTrap::EndsTwice:
    return Reason::MapEndsTwice;
  case MapTrap::Advanced:
    return Reason::MapAdvanced;
  case MapTrap::Conditional:
    return Reason::MapConditional;
  case MapTrap::Uninitialised:
    return Reason::MapUninitialised;
  case MapTrap::PageDiffers:
    return Reason::MapPageDiffers;
  case MapTrap::Leaks:
    return Reason::MapLeaks;
  case MapTrap::Unpaired:
    return Reason::MapUnpaired;
  }
  return Reason::NotUnderstood;
}

/// A call of the group, and what it means.
struct Member {
  const CallExpr *call = nullptr;
  SpelledMap map;
  const VarDecl *holder = nullptr;
};

/// What stands between the first and the last call of a group.
struct Region {
  FileID file;
  std::size_t begin = 0, end = 0;
  llvm::StringRef text;
};

class Pair {
public:
  Pair(const Match &M, const CallExpr &Call) : M(M), Call(Call) {}

  Decision run() {
    const FunctionDecl *Function = functionAround(Call, M.context);
    if (!Function)
      return leaveAlone(Reason::OtherUse);
    if (!findGroup(*Function))
      return refuse(Reason::NotUnderstood);
    if (const auto Other = concernsOthers())
      return *Other;
    if (Group.trap != MapTrap::None)
      return refuse(trapReason(), Group.shownBy);
    for (const auto Check :
         {&Pair::checkCalls, &Pair::checkPlaces, &Pair::checkHelpers})
      if (const Reason R = (this->*Check)(); R != Reason::None)
        return refuse(R);
    return rewrite();
  }

private:
  bool findGroup(const FunctionDecl &Function) {
    for (MapGroup &G :
         pairMappings(Function, M.context, kernelMaps(M.context))) {
      Members.clear();
      for (const CallExpr *Map : G.maps)
        Members.push_back({Map, *spelledMap(*Map, M.context), nullptr});
      for (const MapEnd &End : G.ends)
        Members.push_back(
            {End.call, *spelledMap(*End.call, M.context), End.holder});
      if (llvm::none_of(Members,
                        [&](const Member &One) { return One.call == &Call; }))
        continue;
      Group = std::move(G);
      return true;
    }
    return false;
  }

  /// True if the member's argument is a page.
  static bool hasPage(const Member &One) {
    return One.map.what.role != MapCall::Role::EndsAddress;
  }

  /// What to say if the group is about other pages, wholly or partly.
  std::optional<Decision> concernsOthers() {
    bool Any = false, Near = false, Another = false;
    for (const Member &One : Members) {
      if (!hasPage(One))
        continue;
      const MappedPage::Of Of = mappedPage(One.map.what.argument).of;
      Any |= Of != MappedPage::Of::Another;
      Near |= Of == MappedPage::Of::Near;
      Another |= Of == MappedPage::Of::Another;
    }
    const bool ByAddress =
        Group.maps.empty() &&
        Members.front().map.what.role == MapCall::Role::EndsAddress;
    if (ByAddress || Members.front().map.family == MapFamily::Pfn)
      return std::nullopt;
    if (!Any)
      return leaveAlone(Reason::MapOfAnotherPage);
    if (Near)
      return refuse(Reason::PageArithmetic);
    if (Another && Group.trap == MapTrap::None)
      return refuse(Reason::MapMixed);
    return std::nullopt;
  }

  Reason trapReason() const {
    if (Group.trap == MapTrap::PageDiffers)
      for (const Member &One : Members)
        if (One.map.what.role == MapCall::Role::EndsPage &&
            One.map.what.argument->HasSideEffects(M.context))
          return Reason::SideEffects;
    return reasonOf(Group.trap);
  }

  /// Whether all calls, and those between them, are as they must be.
  Reason checkCalls() {
    for (const Member &One : Members) {
      if (One.map.family == MapFamily::Local)
        return Reason::NoHelper;
      if (One.call->getNumArgs() != 1)
        return Reason::MapArguments;
      if (One.map.what.role == MapCall::Role::EndsPage && !One.holder)
        return Reason::MapNoAddress;
    }
    const bool Sleeping = Members.front().map.family == MapFamily::Sleeping;
    for (const CallExpr *Inside : Group.callsInside) {
      if (needsAtomic(*Inside))
        return Reason::MapNeedsAtomic;
      const auto Nested = spelledMap(*Inside, M.context);
      if (Sleeping && !neverSleeps(*Inside) &&
          (!Nested || Nested->family == MapFamily::Sleeping))
        return Reason::MapMaySleep;
      if (hasLongLength(*Inside))
        return Reason::MapManyPages;
    }
    return Reason::None;
  }

  /// True for `memcpy(p, q, n)` and the like where n is more than a page.
  bool hasLongLength(const CallExpr &Inside) const {
    constexpr std::uint64_t Page = 4096;
    if (Inside.getNumArgs() < 3)
      return false;
    const Expr *Length = Inside.getArg(2);
    if (Length->isValueDependent() || !Length->getType()->isIntegerType())
      return false;
    const auto Number = Length->getIntegerConstantExpr(M.context);
    return Number && neverSleeps(Inside) && Number->getLimitedValue() > Page;
  }

  /// Whether the calls are in one file, and nothing stands between them that
  /// the analysis does not see.
  Reason checkPlaces() {
    std::optional<Region> Between;
    for (const Member &One : Members) {
      const SiteText Text = textOf(One);
      if (Text.file().isInvalid() || Text.isInMacroBody())
        return Reason::MapInMacro;
      if (!Between)
        Between = {Text.file(), Text.offset(), Text.offset(), Text.buffer()};
      if (Between->file != Text.file())
        return Reason::MapInMacro;
      Between->begin = std::min(Between->begin, Text.offset());
      Between->end = std::max(Between->end, Text.offset());
    }
    const llvm::StringRef Text =
        Between->text.slice(Between->begin, Between->end);
    // What another configuration compiles there was not parsed, and macros
    // leave no trace of what they throw away.
    if (llvm::Regex("\n[ \t]*#").match(Text))
      return Reason::DirectiveInside;
    if (llvm::Regex("flush_(kernel_)?dcache_page|flush_anon_page").match(Text))
      return Reason::MapFlushesPage;
    if (llvm::Regex("this_cpu_|smp_processor_id|[^a-z](get|put)_cpu|"
                    "per_cpu|_get_cpu_var|pagefault_|preempt_|_inatomic")
            .match(Text))
      return Reason::MapNeedsAtomic;
    if (Members.front().map.family == MapFamily::Sleeping &&
        llvm::Regex("might_sleep|cond_resched|wait_event").match(Text))
      return Reason::MapMaySleep;
    return Reason::None;
  }

  SiteText textOf(const Member &One) const {
    return SiteText(One.map.name, M.context.getSourceManager(),
                    M.context.getLangOpts());
  }

  const Helper &helper(llvm::StringRef Role) const {
    return *M.profile.find(M.rule, Role);
  }

  const Helper &helperFor(const MappedPage &Page) const {
    return helper(Page.of == MappedPage::Of::BioVec ? "bvec" : "sg");
  }

  /// Whether the unit has, or is given, what the edits name.
  Reason checkHelpers() {
    for (const Member &One : Members) {
      if (One.map.what.role != MapCall::Role::Maps)
        continue;
      const MappedPage Page = mappedPage(One.map.what.argument);
      const Helper &H = helperFor(Page);
      const MapTemplate T = mapTemplate(H);
      if (!T.understood)
        return Reason::NoHelper;
      if (!isThere(H.name) || (!T.inner.empty() && !isThere(T.inner)) ||
          (!T.field.empty() && !hasField(Page, T.field)))
        return Reason::HelperNotVisible;
      if (Page.member && !T.inner.empty() && !Page.member->isArrow() &&
          !Page.member->getBase()->isLValue())
        return Reason::NotAddressable;
    }
    return isThere(helper("unmap").name) ? Reason::None
                                         : Reason::HelperNotVisible;
  }

  bool isThere(const std::string &Function) const {
    if (llvm::any_of(M.profile.brings, [&](const Support &S) {
          return S.text.find(Function + "(") != std::string::npos;
        }))
      return true;
    return llvm::any_of(
        M.context.getTranslationUnitDecl()->lookup(
            &M.context.Idents.get(Function)),
        [&](const NamedDecl *D) { return M.files.lastRead(D) != nullptr; });
  }

  bool hasField(const MappedPage &Page, llvm::StringRef Name) const {
    const Expr *Object = Page.member
                             ? Page.member->getBase()
                             : Page.accessor->getArg(0)->IgnoreImpCasts();
    QualType Type = Object->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    const RecordDecl *Record = Type->getAsRecordDecl();
    Record = Record ? Record->getDefinition() : nullptr;
    return Record && !Record->lookup(&M.context.Idents.get(Name)).empty();
  }

  Decision rewrite() {
    const Member &One = *llvm::find_if(
        Members, [&](const Member &Other) { return Other.call == &Call; });
    const SiteText Text = textOf(One);
    const auto Name = Text.token(One.map.name);
    const auto Argument = Text.range(One.map.what.argument->getSourceRange());
    if (!Name || !Argument)
      return refuse(Reason::MacroBoundary);
    const llvm::StringRef Buffer = Text.buffer();
    if (Buffer.substr(Argument->end).ltrim().starts_with(","))
      return refuse(Reason::MapArguments); // the macro drops the others
    if (!isCallText(Buffer, *Name, *Argument))
      return refuse(Reason::MacroBoundary);
    Decision D;
    D.verdict = Verdict::Converted;
    D.stores = true;
    D.range = {Name->begin, *closingAfter(Buffer, Argument->end)};
    D.group = groupName();
    const bool Edited = One.map.what.role == MapCall::Role::Maps
                            ? rewriteMap(One, Text, *Name, *Argument, D)
                            : rewriteUnmap(One, *Name, *Argument, D);
    if (!Edited)
      return refuse(Reason::MacroBoundary);
    D.message = "use " + D.helper + "()";
    return D;
  }

  bool rewriteUnmap(const Member &One, ByteRange Name, ByteRange Argument,
                    Decision &D) const {
    const Helper &H = helper("unmap");
    D.helper = H.name;
    D.edits.push_back({Name.begin, Name.end - Name.begin, H.name, 0});
    if (One.holder)
      D.edits.push_back({Argument.begin, Argument.end - Argument.begin,
                         One.holder->getName().str(), 0});
    return true;
  }

  bool rewriteMap(const Member &One, const SiteText &Text, ByteRange Name,
                  ByteRange Argument, Decision &D) const {
    const MappedPage Page = mappedPage(One.map.what.argument);
    const Helper &H = helperFor(Page);
    const MapTemplate T = mapTemplate(H);
    D.helper = H.name;
    D.edits.push_back({Name.begin, Name.end - Name.begin, H.name, 0});
    return rewritePage(Page, T, Text, Argument, D.edits);
  }

  /// The same for all calls of the group.
  std::string groupName() const {
    const SourceManager &Sources = M.context.getSourceManager();
    return Sources.getSpellingLoc(Members.front().map.name)
        .printToString(Sources);
  }

  Decision leaveAlone(Reason R) const {
    Decision D;
    D.verdict = Verdict::OtherRecord;
    D.reason = R;
    D.message = describe(R);
    return D;
  }

  Decision refuse(Reason R, SourceLocation ShownBy = {}) const {
    Decision D;
    D.reason = R;
    D.message = describe(R);
    const SourceManager &Sources = M.context.getSourceManager();
    if (ShownBy.isValid())
      D.message += " See line " +
                   std::to_string(Sources.getExpansionLineNumber(ShownBy)) +
                   ".";
    if (!Members.empty())
      D.group = groupName();
    return D;
  }

  const Match &M;
  const CallExpr &Call;
  MapGroup Group;
  std::vector<Member> Members; ///< maps first
};

} // namespace

Action pageless::convertPair(std::string Call) {
  return {
      [Call = std::move(Call)](const Match &M) {
        return Pair(M, *M.nodes.getNodeAs<CallExpr>(Call)).run();
      },
      {Reason::MapOrder,         Reason::MapNoAddress,   Reason::MapEscapes,
       Reason::MapPassedOn,      Reason::MapAdvanced,    Reason::MapKindDiffers,
       Reason::MapEndsTwice,     Reason::MapConditional, Reason::MapLeaks,
       Reason::MapUninitialised, Reason::MapPageDiffers, Reason::MapUnpaired,
       Reason::MapMaySleep,      Reason::MapNeedsAtomic, Reason::MapFlushesPage,
       Reason::MapManyPages,     Reason::MapArguments,   Reason::MapMixed,
       Reason::MapInMacro,       Reason::MapNotFollowed, Reason::PageArithmetic,
       Reason::SideEffects,      Reason::NotAddressable, Reason::NoHelper}};
}
