//===- reports/Proofs.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
#include "reports/Proofs.h"

#include "engine/Result.h"
#include "reports/Printable.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace pageless {
namespace {

using Json = nlohmann::ordered_json;

Json orNull(std::string_view Text) {
  return Text.empty() ? Json(nullptr) : Json(Text);
}

Json unitJson(const UnitProof &Unit) {
  const bool Proven = Unit.code != CodeProof::Unproven;
  return Json{{"file", Unit.file},
              {"configuration", Unit.configuration},
              {"code", toString(Unit.code)},
              {"by", Proven ? Json(toString(Unit.by)) : Json(nullptr)},
              {"reason", orNull(Unit.reason)},
              {"claimed", Unit.claimed},
              {"newDiagnostics", Unit.newDiagnostics},
              {"differences", Unit.differences},
              {"sideBySide", orNull(Unit.sideBySide)},
              {"seconds", std::round(Unit.seconds * 100) / 100},
              {"peakMegabytes", Unit.peakMegabytes}};
}

Json poisonJson(const PoisonProof &Proof) {
  Json Contradictions = Json::array();
  for (const Contradiction &One : Proof.contradictions)
    Contradictions.push_back(
        Json{{"file", One.file}, {"line", One.line}, {"what", One.what}});
  return Json{{"field", Proof.field},
              {"units", Proof.units},
              {"uses", Proof.uses},
              {"contradictions", std::move(Contradictions)}};
}

Json verificationJson(const Verification &V) {
  Json Units = Json::array(), Poison = Json::array();
  for (const UnitProof &Unit : V.units)
    Units.push_back(unitJson(Unit));
  for (const PoisonProof &Proof : V.poison)
    Poison.push_back(poisonJson(Proof));
  return Json{{"compiler", V.compiler},
              {"units", V.units.size()},
              {"identical", V.count(CodeProof::Identical)},
              {"different", V.count(CodeProof::Different)},
              {"unproven", V.count(CodeProof::Unproven)},
              {"newDiagnostics", V.countNewDiagnostics()},
              {"faults", V.findsFault()},
              {"perUnit", std::move(Units)},
              {"poison", std::move(Poison)},
              {"unread", V.unread}};
}

/// Lines of at most 75 columns, as the kernel wants them in a patch's body.
std::string wrap(std::string_view Text) {
  std::string Out, Line;
  while (!Text.empty()) {
    const std::size_t End = Text.find(' ');
    const std::string_view Word = Text.substr(0, End);
    Text.remove_prefix(End == Text.npos ? Text.size() : End + 1);
    if (!Line.empty() && Line.size() + 1 + Word.size() > 75) {
      Out += Line + "\n";
      Line.clear();
    }
    Line += (Line.empty() ? "" : " ") + std::string(Word);
  }
  return Out + Line + "\n";
}

/// Whether the bytes are the same, and not only what they do.
bool isSameObject(const UnitProof &Unit) {
  return Unit.code == CodeProof::Identical &&
         (Unit.by == ProofBy::Object || Unit.by == ProofBy::Assembly);
}

constexpr std::string_view Mark = "Object code of ";

std::string paragraphOf(const Verification &V,
                        const std::vector<std::string> &Files) {
  std::size_t All = 0, Same = 0, Moved = 0, Unproven = 0;
  for (const UnitProof &Unit : V.units) {
    if (std::none_of(Files.begin(), Files.end(), [&](const auto &File) {
          return Unit.edited.count(File) != 0;
        }))
      continue;
    ++All;
    Same += isSameObject(Unit);
    Moved += Unit.code == CodeProof::Identical && !isSameObject(Unit);
    Unproven += Unit.code == CodeProof::Unproven;
  }
  std::string Text = std::string(Mark) + std::to_string(Same) + " of " +
                     counted(All, "unit") + " unchanged";
  if (Moved)
    Text += ", of " + std::to_string(Moved) + " more but for its order";
  if (const std::size_t Other = All - Same - Moved - Unproven)
    Text += ", " + std::to_string(Other) + " different";
  if (Unproven)
    Text += ", " + std::to_string(Unproven) + " not comparable";
  return wrap(Text + ", with all patches of this conversion applied (" +
              V.compiler + ").");
}

std::string contradictionLine(const PoisonProof &Proof,
                              const Contradiction &One) {
  return "  " + printable(One.file) +
         (One.line ? ":" + std::to_string(One.line) : "") + ": " + Proof.field +
         ": " + printable(One.what) + "\n";
}

/// Everything about a unit that a person must look at.
std::string complaintsOf(const UnitProof &Unit, std::string_view Out) {
  std::string Text;
  const std::string Name = "  " + printable(Unit.file) + " (" +
                           printable(Unit.configuration) + "): ";
  for (const std::string &One : Unit.newDiagnostics)
    Text += Name + "new: " + printable(One) + "\n";
  if (Unit.code == CodeProof::Unproven)
    Text += Name + "unproven: " + printable(Unit.reason) + "\n";
  if (Unit.code != CodeProof::Different)
    return Text;
  Text += Name + "different" + (Unit.claimed ? "" : ", as a rule may do") + ":";
  for (const std::string &One : Unit.differences)
    Text += " " + printable(One) + ",";
  Text.back() = ';';
  return Text + " see " + std::string(Out) + "/" + printable(Unit.sideBySide) +
         "\n";
}

} // namespace

std::string addProofs(std::string_view Report, const Verification &V) {
  Json Whole = Json::parse(Report, nullptr, /*allow_exceptions=*/false);
  if (!Whole.is_object())
    return "";
  Whole["verification"] = verificationJson(V);
  return Whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string addProofs(std::string_view Patch, const Verification &V,
                      const std::vector<std::string> &Files) {
  // The first bare "---" ends the body; see writePatch().
  const std::size_t End = Patch.find("\n---\n");
  if (End == Patch.npos)
    return std::string(Patch);
  std::string Body(Patch.substr(0, End + 1));
  if (const std::size_t Old = Body.rfind("\n\n" + std::string(Mark));
      Old != Body.npos)
    Body.erase(Old + 1);
  return Body + "\n" + paragraphOf(V, Files) +
         std::string(Patch.substr(End + 1));
}

std::string writeProofs(const Verification &V, std::string_view Out) {
  std::string Text = "Verified " + counted(V.units.size(), "unit") +
                     " before and after the patches, " + V.compiler + "\n";
  const auto Row = [&Text](std::string_view Name, std::size_t Count) {
    std::string Number = std::to_string(Count);
    Number.insert(0, Number.size() < 7 ? 7 - Number.size() : 0, ' ');
    Text += Number + "  " + std::string(Name) + "\n";
  };
  Row("identical", V.count(CodeProof::Identical));
  if (const auto Moved = std::count_if(
          V.units.begin(), V.units.end(), [](const UnitProof &Unit) {
            return Unit.code == CodeProof::Identical && !isSameObject(Unit);
          }))
    Row("  of these but for the order of strings, loads or computations",
        static_cast<std::size_t>(Moved));
  Row("different", V.count(CodeProof::Different));
  Row("unproven", V.count(CodeProof::Unproven));
  Row("with new diagnostics", V.countNewDiagnostics());
  for (const UnitProof &Unit : V.units)
    Text += complaintsOf(Unit, Out);
  for (const std::string &File : V.unread)
    Text += "  " + printable(File) + ": edited, and read by no unit\n";
  for (const PoisonProof &Proof : V.poison) {
    Text += Proof.field + " renamed in " + counted(Proof.units, "unit") + ": " +
            counted(Proof.uses, "use") + " left, " +
            (Proof.contradictions.empty()
                 ? std::string("each listed as not converted")
                 : std::to_string(Proof.contradictions.size()) +
                       " contradicting the ledger") +
            "\n";
    for (const Contradiction &One : Proof.contradictions)
      Text += contradictionLine(Proof, One);
  }
  return Text;
}

} // namespace pageless
