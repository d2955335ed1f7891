//===- engine/Recover.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Recover.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;

namespace {

/// Everything but the argument and line structure becomes spaces, and the
/// argument gets parentheses, so that it is parsed where it stands.
void blankOut(const MacroCall &Call, std::string &Text) {
  for (std::size_t I = Call.call.begin; I < Call.call.end; ++I) {
    const bool InArgument = Call.argument.begin <= I && I < Call.argument.end;
    const bool Splice = Text[I] == '\\' && I + 1 < Text.size() &&
                        (Text[I + 1] == '\n' || Text[I + 1] == '\r');
    if (!InArgument && Text[I] != '\n' && Text[I] != '\r' && !Splice)
      Text[I] = ' ';
  }
  // Before an argument stands '(' or ',', behind it ',' or ')'; but a splice
  // may stand between, which must stay.
  std::size_t Open = Call.argument.begin - 1;
  while (Open > Call.call.begin && Text[Open] != ' ')
    --Open;
  std::size_t Close = Call.argument.end;
  while (Close + 1 < Call.call.end && Text[Close] != ' ')
    ++Close;
  Text[Open] = '(';
  Text[Close] = ')';
}

/// The words that the unit read but that have no outcome yet.
std::vector<Place> unseen(const UnitFacts &Facts) {
  std::set<Place> Seen;
  for (const Outcome &O : Facts.outcomes)
    Seen.insert({O.file, O.offset});
  std::vector<Place> Result;
  for (const auto &[At, Calls] : Facts.preprocessor.calls)
    if (!Seen.count(At))
      Result.push_back(At);
  return Result;
}

/// The smallest call whose own text spells the word, or null.
const MacroCall *innermost(const std::vector<MacroCall> &Calls) {
  const MacroCall *Smallest = nullptr;
  for (const MacroCall &Call : Calls)
    if (Call.spellsArgument &&
        (!Smallest || Call.call.end - Call.call.begin <
                          Smallest->call.end - Smallest->call.begin))
      Smallest = &Call;
  return Smallest;
}

/// An outcome for a word in an argument that cannot be recovered.
Outcome unrecovered(const Job &J, const Place &At, Reason R,
                    const MacroCall &Call) {
  Outcome O;
  O.file = At.first;
  O.offset = At.second;
  const Word &W = *J.ledger.find(At.first, At.second);
  for (const Rule *One : J.rules)
    if (llvm::is_contained(One->words, W.text) && O.rule.empty())
      O.rule = One->id;
  O.reason = R;
  O.message = describe(R);
  O.range = {O.offset, O.offset + W.text.size()};
  O.macroTrail = {Call.macro};
  return O;
}

class Recovery {
public:
  Recovery(const Job &J, const Reparse &Parse, UnitFacts &Facts)
      : J(J), Parse(Parse), Facts(Facts) {}

  void run() {
    settleUneditable();
    // Each round shows a word, or a call that another call hid.
    while (recoverOnce())
      ;
    if (Facts.report.errors)
      return; // it may be those that hide the rest
    for (const Place &At : unseen(Facts))
      if (const MacroCall *Call = innermost(callsAround(At)))
        Facts.outcomes.push_back(
            unrecovered(J, At, Reason::DiscardedArgument, *Call));
  }

private:
  const std::vector<MacroCall> &callsAround(const Place &At) const {
    return Facts.preprocessor.calls.at(At);
  }

  /// Arguments whose spelling matters must not change.
  void settleUneditable() {
    for (const Place &At : unseen(Facts))
      for (const MacroCall &Call : callsAround(At))
        if (Call.stringified || Call.pasted) {
          Facts.outcomes.push_back(unrecovered(
              J, At, Call.pasted ? Reason::TokenPasting : Reason::Stringified,
              Call));
          break;
        }
  }

  /// One more parse; true if it showed a word or a call not seen before.
  bool recoverOnce() {
    Overlay Changed;
    std::set<Place> Wanted;
    std::map<std::string, std::vector<ByteRange>> Taken;
    for (const Place &At : unseen(Facts)) {
      const MacroCall *Inner = innermost(callsAround(At));
      if (!Inner)
        continue;
      Wanted.insert(At);
      std::vector<MacroCall> &Blanked = BlankedFor[At];
      if (llvm::none_of(Blanked, [&](const MacroCall &Call) {
            return Call.call == Inner->call;
          }))
        Blanked.push_back(*Inner); // from the outside in, round by round
      auto &Ranges = Taken[At.first];
      const ByteRange Outer = Blanked.front().call;
      if (llvm::any_of(Ranges, [&](const ByteRange &R) {
            return R.begin < Outer.end && Outer.begin < R.end;
          }))
        continue; // next round
      Ranges.push_back(Outer);
      std::string &Text =
          Changed.try_emplace(At.first, J.ledger.texts.at(At.first))
              .first->second;
      for (const MacroCall &Call : Blanked)
        blankOut(Call, Text);
    }
    UnitFacts Again;
    if (Changed.empty())
      return false;
    ++Facts.parses;
    if (!Parse(Changed, Again)) {
      if (Again.report.status == UnitReport::Status::Stopped) {
        Facts.report.status = Again.report.status; // on a slow day, perhaps
        Facts.report.firstError = Again.report.firstError;
      }
      return false;
    }
    const bool Words = take(Again, Wanted);
    const bool Calls = learnCalls(Again);
    return Words || Calls;
  }

  /// True if blanking one call showed another that it had hidden.
  bool learnCalls(const UnitFacts &Again) {
    bool Progress = false;
    for (const auto &[At, Calls] : Again.preprocessor.calls) {
      std::vector<MacroCall> &Known = Facts.preprocessor.calls[At];
      for (const MacroCall &Call : Calls)
        if (llvm::none_of(Known, [&](const MacroCall &Other) {
              return Other.call == Call.call;
            })) {
          Known.push_back(Call);
          Progress = true;
        }
    }
    return Progress;
  }

  bool take(UnitFacts &Again, const std::set<Place> &Wanted) {
    bool Progress = false;
    for (Outcome &O : Again.outcomes) {
      if (!Wanted.count({O.file, O.offset}))
        continue;
      const MacroCall &Call = BlankedFor.at({O.file, O.offset}).back();
      const bool Outside = O.range.begin < Call.argument.begin ||
                           O.range.end > Call.argument.end;
      if (O.verdict == Verdict::ParseFailed || O.reason == Reason::BrokenAst)
        continue; // blanking broke it
      // Whether another architecture's macro uses the value is not known.
      // Nor is a place that needs an lvalue where the argument ends up. Calls
      // that are part of the site go with it.
      const bool Plain = llvm::all_of(
          callsAround({O.file, O.offset}), [&](const MacroCall &Around) {
            return Around.plain || !(Around.argument.begin <= O.range.begin &&
                                     O.range.end <= Around.argument.end);
          });
      if (O.verdict == Verdict::Converted && (Outside || O.stores || !Plain))
        O = unrecovered(J, {O.file, O.offset}, Reason::DiscardedArgument, Call);
      else
        O.macroTrail = {Call.macro};
      Facts.outcomes.push_back(std::move(O));
      Progress = true;
    }
    return Progress;
  }

  const Job &J;
  const Reparse &Parse;
  UnitFacts &Facts;
  /// The calls that are blanked out for each word, the outermost first.
  std::map<Place, std::vector<MacroCall>> BlankedFor;
};

} // namespace

/// An argument that is pasted to something must stay what it is, even if the
/// macro evaluates it as well.
static void settlePasted(UnitFacts &Facts) {
  for (Outcome &O : Facts.outcomes) {
    const auto It = Facts.preprocessor.calls.find({O.file, O.offset});
    if (O.verdict != Verdict::Converted ||
        It == Facts.preprocessor.calls.end() ||
        llvm::none_of(It->second,
                      [](const MacroCall &Call) { return Call.pasted; }))
      continue;
    O.verdict = Verdict::Manual;
    O.reason = Reason::TokenPasting;
    O.message = describe(O.reason);
    O.edits.clear();
  }
}

void pageless::recoverDiscarded(const Job &J, const Reparse &Parse,
                                UnitFacts &Facts) {
  settlePasted(Facts);
  if (!unseen(Facts).empty())
    Recovery(J, Parse, Facts).run();
}
