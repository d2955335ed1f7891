//===- engine/Evaluate.cpp ------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Evaluate.h"

#include "engine/SiteText.h"

#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"

#include <cassert>

using namespace clang;
using namespace pageless;

namespace {

/// The macros that \p Location comes out of, innermost first.
std::vector<std::string> macroTrail(SourceLocation Location,
                                    const ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  std::vector<std::string> Trail;
  while (Location.isMacroID()) {
    std::string Name =
        Lexer::getImmediateMacroName(Location, Sources, Context.getLangOpts())
            .str();
    if (Trail.empty() || Trail.back() != Name)
      Trail.push_back(std::move(Name));
    Location = Sources.getImmediateMacroCallerLoc(Location);
  }
  return Trail;
}

/// Hands on what a pattern binds, if it matches.
class KeepNodes : public ast_matchers::MatchFinder::MatchCallback {
public:
  explicit KeepNodes(std::optional<ast_matchers::BoundNodes> &Out) : Out(Out) {}
  void run(const ast_matchers::MatchFinder::MatchResult &Result) override {
    if (!Out)
      Out = Result.Nodes;
  }

private:
  std::optional<ast_matchers::BoundNodes> &Out;
};

std::optional<ast_matchers::BoundNodes>
matchNode(const ast_matchers::internal::DynTypedMatcher &Pattern,
          const DynTypedNode &Node, ASTContext &Context) {
  std::optional<ast_matchers::BoundNodes> Nodes;
  KeepNodes Keep(Nodes);
  ast_matchers::MatchFinder Finder;
  [[maybe_unused]] const bool Added = Finder.addDynamicMatcher(Pattern, &Keep);
  assert(Added && "a pattern must match statements, declarations or types");
  Finder.match(Node, Context);
  return Nodes;
}

class Evaluator {
public:
  Evaluator(const Job &J, const Mentions &M, UnitFiles &Files,
            ASTContext &Context)
      : J(J), M(M), Files(Files), Context(Context) {}

  Evaluation run() {
    for (const Mention &One : M.found)
      add(One);
    Result.outcomes = reconcileWithinUnit(std::move(Result.outcomes));
    return std::move(Result);
  }

private:
  void add(const Mention &One) {
    const SiteText Text(One.location, Context.getSourceManager(),
                        Context.getLangOpts());
    const auto [Rule, Decided] = decide(One);
    if (Text.file().isInvalid() ||
        !Text.buffer().substr(Text.offset()).starts_with(One.word)) {
      if (Rule)
        addUnspelled(One, *Rule, "is put together by the preprocessor");
      return;
    }
    const std::string &File = Files.name(Text.file());
    const Word *W = J.ledger.find(File, Text.offset());
    if (!W) { // outside the tree, or outside the paths asked for
      const llvm::StringRef Name = File;
      if (Rule && !Name.empty() && !Name.ends_with(".c") &&
          !Name.ends_with(".h"))
        addUnspelled(One, *Rule, "is in a file that is neither .c nor .h");
      return;
    }
    Outcome O;
    O.file = File;
    O.offset = Text.offset();
    O.rule = Rule ? Rule->id : firstRuleFor(One.word);
    O.verdict = Decided.verdict;
    O.reason = Decided.reason;
    O.message = Decided.message;
    O.range = Decided.range.end
                  ? Decided.range
                  : ByteRange{O.offset, O.offset + W->text.size()};
    O.edits = Decided.edits;
    O.stores = Decided.stores;
    O.helper = Decided.helper;
    O.helperDeclared = declaredBefore(Decided.helper, One.location);
    O.group = Decided.group;
    O.needs = Decided.needs;
    O.reaches = Decided.reaches;
    O.macroTrail = macroTrail(One.location, Context);
    restrict(O, One);
    if (Text.isSpliced() && O.verdict == Verdict::Converted)
      replace(O, Verdict::Manual, Reason::NotUnderstood);
    Result.outcomes.push_back(std::move(O));
  }

  /// The first case that matches, of the first rule that claims the mention.
  std::pair<const pageless::Rule *, Decision> decide(const Mention &One) {
    Decision Other;
    if (One.unresolved) {
      Other.verdict = Verdict::ParseFailed;
      Other.reason = Reason::UnitErrors;
      Other.message = describe(Other.reason);
      return {nullptr, Other};
    }
    Other.verdict = Verdict::OtherRecord;
    for (const Reach Turn : {Reach::Narrow, Reach::Whole, Reach::Rest})
      for (const pageless::Rule *R : J.rules) {
        if (R->reach != Turn || !llvm::is_contained(R->words, One.word))
          continue;
        const auto Decided = ask(*R, One);
        if (Decided && Decided->verdict != Verdict::OtherRecord)
          return {R, *Decided};
        if (Decided)
          Other = *Decided; // no claim
      }
    return {nullptr, Other};
  }

  std::optional<Decision> ask(const pageless::Rule &R, const Mention &One) {
    for (const Case &C : R.cases)
      if (const auto Nodes = matchNode(C.pattern, One.node, Context)) {
        Decision D = C.act({*Nodes, Context, J.profile, R.id, R.slots, Files,
                            One.location, One.function});
        for (Slot &Reached : D.reaches)
          Reached.rule = R.id;
        return D;
      }
    return std::nullopt;
  }

  /// What no rule can see: where the site stands.
  void restrict(Outcome &O, const Mention &One) {
    if (O.verdict != Verdict::Converted && O.verdict != Verdict::Manual)
      return;
    const bool InHelper = One.function && One.function->getIdentifier() &&
                          J.helpers.contains(One.function->getName());
    if (InHelper)
      return replace(O, Verdict::AlreadyHelper, Reason::None);
    if (isContainerOf(O))
      return replace(O, Verdict::Manual, Reason::ContainerOf);
    if (O.verdict == Verdict::Converted &&
        (M.clashes.count({One.function, O.helper}) || isParameter(O)))
      return replace(O, Verdict::Manual, Reason::HelperNameClash);
    const auto &Directives = J.ledger.files.at(O.file).directives;
    const auto Next = llvm::upper_bound(Directives, O.range.begin);
    const bool Apart = O.verdict == Verdict::Converted ||
                       O.reason == Reason::MacroBoundary ||
                       O.reason == Reason::NotUnderstood;
    if (Apart && Next != Directives.end() && *Next < O.range.end)
      replace(O, Verdict::Manual, Reason::DirectiveInside);
  }

  /// True if the unit has declared that function before \p Location.
  bool declaredBefore(llvm::StringRef Name, SourceLocation Location) const {
    if (Name.empty())
      return false;
    const auto Found =
        Context.getTranslationUnitDecl()->lookup(&Context.Idents.get(Name));
    return llvm::any_of(Found, [&](const NamedDecl *D) {
      return isa<FunctionDecl>(D) && Files.isDeclaredBefore(D, Location);
    });
  }

  /// True if the site is in the body of a macro with a parameter that has the
  /// helper's name: the parameter would take its place.
  bool isParameter(const Outcome &O) const {
    const LexedFile &File = J.ledger.files.at(O.file);
    if (J.ledger.find(O.file, O.offset)->kind != WordKind::MacroBody)
      return false;
    llvm::StringSet<> Name;
    Name.insert(O.helper);
    const auto Next = llvm::upper_bound(File.directives, O.offset);
    return Next != File.directives.begin() &&
           !findIdentifiers(
                macroParameters(J.ledger.texts.at(O.file), *std::prev(Next)),
                Name)
                .empty();
  }

  static bool isContainerOf(const Outcome &O) {
    return O.reason == Reason::Offsetof &&
           llvm::any_of(O.macroTrail, [](llvm::StringRef Macro) {
             return Macro.contains("container_of") || Macro.ends_with("_entry");
           });
  }

  static void replace(Outcome &O, Verdict V, Reason R) {
    O.verdict = V;
    O.reason = R;
    O.message = describe(R);
    O.edits.clear();
  }

  std::string firstRuleFor(llvm::StringRef Word) const {
    for (const pageless::Rule *R : J.rules)
      if (llvm::is_contained(R->words, Word))
        return R->id;
    return "";
  }

  void addUnspelled(const Mention &One, const pageless::Rule &R,
                    llvm::StringRef Why) {
    const SourceManager &Sources = Context.getSourceManager();
    const SourceLocation Call = Sources.getExpansionLoc(One.location);
    UnspelledUse Use;
    Use.rule = R.id;
    Use.file = Files.name(Sources.getFileID(Call));
    Use.line = Sources.getExpansionLineNumber(Call);
    const std::vector<std::string> Trail = macroTrail(One.location, Context);
    Use.macro = Trail.empty() ? "" : Trail.back();
    Use.message = "'" + One.word + "' " + Why.str() +
                  "; it is not in the ledger and was not edited";
    if (!Use.file.empty())
      Result.unspelled.push_back(std::move(Use));
  }

  const Job &J;
  const Mentions &M;
  UnitFiles &Files;
  ASTContext &Context;
  Evaluation Result;
};

/// How much an outcome weighs against others for the same place.
int weight(const Outcome &O) {
  // A name in an unevaluated operand: the helper has the same type and size.
  return O.reason == Reason::Sizeof || O.reason == Reason::Typeof ? 1 : 2;
}

} // namespace

Evaluation pageless::evaluate(const Job &J, const Mentions &M, UnitFiles &Files,
                              ASTContext &Context) {
  return Evaluator(J, M, Files, Context).run();
}

std::string pageless::wishOf(const Outcome &O) {
  std::string Text(toString(O.verdict));
  if (O.reason != Reason::None)
    Text += " " + std::string(toString(O.reason));
  for (const TextEdit &E : O.edits)
    Text += (&E == &O.edits.front() ? " '" : " ... '") + E.text + "'";
  return Text;
}

Outcome pageless::conflictOf(Outcome A, const Outcome &B) {
  std::string One = wishOf(A), Other = wishOf(B);
  if (Other < One)
    std::swap(One, Other);
  A.verdict = Verdict::Conflict;
  A.reason = Reason::UsesDisagree;
  A.message = std::string(describe(A.reason)) + " " + One + " | " + Other;
  A.edits.clear();
  A.group.clear();
  return A;
}

std::vector<Outcome>
pageless::reconcileWithinUnit(std::vector<Outcome> Outcomes) {
  std::map<Place, Outcome> Kept;
  for (Outcome &O : Outcomes) {
    const auto [It, Fresh] = Kept.try_emplace({O.file, O.offset}, O);
    if (Fresh)
      continue;
    Outcome &Old = It->second;
    const std::vector<Slot> Reached = O.reaches;
    if (weight(O) != weight(Old)) {
      if (weight(O) > weight(Old))
        Old = std::move(O);
    } else if (O.verdict != Old.verdict || O.edits != Old.edits) {
      Old = conflictOf(Old, O);
    } else {
      Old.helperDeclared &= O.helperDeclared;
    }
    llvm::append_range(Old.reaches, Reached);
  }
  std::vector<Outcome> Result;
  for (auto &[Key, O] : Kept)
    Result.push_back(std::move(O));
  return Result;
}
