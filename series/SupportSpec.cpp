//===- series/SupportSpec.cpp - Support code as it is kept ----------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/SupportSpec.h"

#include "engine/Apply.h"
#include "series/Anchor.h"
#include "series/Outline.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <map>
#include <tuple>

using namespace pageless;

namespace {

struct Embedded {
  std::string_view name; ///< "pfn/series.txt"
  std::string_view text;
};

constexpr Embedded BuiltIn[] = {
#include "EmbeddedSupport.inc"
};

std::optional<std::string_view> embedded(const std::string &Name) {
  for (const Embedded &E : BuiltIn)
    if (E.name == Name)
      return E.text;
  return std::nullopt;
}

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

std::vector<std::string> words(llvm::StringRef Text) {
  llvm::SmallVector<llvm::StringRef> Parts;
  llvm::SplitString(Text, Parts);
  std::vector<std::string> Words;
  for (const llvm::StringRef Part : Parts)
    Words.push_back(Part.str());
  return Words;
}

/// Takes one line, without its '\n', off the front.
llvm::StringRef takeLine(llvm::StringRef &Text) {
  const auto [Line, Rest] = Text.split('\n');
  Text = Rest;
  return Line;
}

/// "IDENTIFIER in FILE" in its parts.
std::pair<std::string, std::string> identifierInFile(llvm::StringRef Text) {
  const auto [Identifier, File] = Text.split(" in ");
  return {Identifier.str(), File.str()};
}

bool hasIdentifier(const FileReader &Read, const std::string &File,
                   const std::string &Identifier) {
  const std::optional<std::string> Text = Read(File);
  return Text && llvm::any_of(lexTokens(*Text, /*KeepDirectives=*/true),
                              [&](const LexedToken &Token) {
                                return Token.text == Identifier;
                              });
}

/// Takes "Name: value" lines up to a blank line.
llvm::Error takeHeaders(llvm::StringRef &Text, SupportSpec &Spec) {
  while (!Text.empty()) {
    const llvm::StringRef Line = takeLine(Text);
    if (Line.empty())
      break;
    const auto [Name, Value] = Line.split(": ");
    if (Name == "Subject") {
      Spec.subject = Value.str();
    } else if (Name == "Needs") {
      Spec.needs = words(Value);
    } else if (Name == "Provides") {
      std::tie(Spec.provides, Spec.providedIn) = identifierInFile(Value);
    } else if (Name == "Requires") {
      std::tie(Spec.required, Spec.requiredIn) = identifierInFile(Value);
    } else {
      return problem(Spec.name + ": no header is called " + Name);
    }
  }
  if (Spec.subject.empty() || Spec.provides.empty() || Spec.providedIn.empty())
    return problem(Spec.name + ": it needs the headers Subject and Provides");
  return llvm::Error::success();
}

/// Begins the piece that a line "@@ …" announces.
llvm::Error beginPiece(llvm::StringRef Line, SupportSpec &Spec) {
  SupportPiece Piece;
  if (Line.consume_front("new ")) {
    Piece.file = Line.str();
  } else if (Line.consume_front("in ")) {
    const auto [File, Anchor] = Line.split(' ');
    Piece.file = File.str();
    Piece.anchor = Anchor.str();
  }
  if (Piece.file.empty() || llvm::StringRef(Piece.file).starts_with("/") ||
      Piece.file.find("..") != std::string::npos)
    return problem(Spec.name + ": not understood: @@ " + Line);
  Spec.pieces.push_back(std::move(Piece));
  return llvm::Error::success();
}

} // namespace

llvm::Expected<SupportSpec> pageless::parseSupport(std::string_view Name,
                                                   std::string_view Given) {
  SupportSpec Spec;
  Spec.name = std::string(Name);
  llvm::StringRef Text(Given.data(), Given.size());
  if (llvm::Error E = takeHeaders(Text, Spec))
    return E;
  std::string *Target = &Spec.body;
  while (!Text.empty()) {
    llvm::StringRef Line = takeLine(Text);
    if (!Line.consume_front("@@ ")) {
      *Target += Line.str() + "\n";
      continue;
    }
    if (Line == "by") {
      if (Spec.pieces.empty())
        return problem(Spec.name + ": @@ by without what is replaced");
      Spec.pieces.back().old = std::move(Spec.pieces.back().text);
    } else if (llvm::Error E = beginPiece(Line, Spec)) {
      return E;
    }
    Target = &Spec.pieces.back().text;
    Target->clear();
  }
  Spec.body = llvm::StringRef(Spec.body).trim('\n').str() + "\n";
  for (SupportPiece &Piece : Spec.pieces)
    Piece.text = llvm::StringRef(Piece.text).rtrim('\n').str() + "\n";
  return Spec;
}

llvm::Expected<SeriesPlan> pageless::parsePlan(std::string_view Given) {
  SeriesPlan Plan;
  llvm::StringRef Text(Given.data(), Given.size());
  Plan.title = takeLine(Text).str();
  while (!Text.empty()) {
    const llvm::StringRef Line = takeLine(Text);
    llvm::StringRef Rest = Line;
    const bool IsWith = Rest.consume_front("@@ with rule ");
    const bool IsRule = IsWith || Rest.consume_front("@@ rule ");
    if (IsWith && (Plan.steps.empty() ||
                   Plan.steps.back().kind != SeriesStep::Kind::Rule))
      return problem("series: no rule before: " + Line);
    if (!IsRule && !Rest.consume_front("@@ support ")) {
      if (!Line.empty() && !Plan.steps.empty())
        return problem("series: not understood: " + Line);
      Plan.introduction += Line.str() + "\n";
      continue;
    }
    SeriesStep Step;
    Step.kind = IsRule ? SeriesStep::Kind::Rule : SeriesStep::Kind::Support;
    const auto [Head, Subject] = Rest.split(": ");
    const auto [Name, Needs] = Head.split(" needs ");
    Step.name = Name.str();
    Step.withPrevious = IsWith;
    Step.needs = words(Needs);
    Step.subject = Subject.str();
    Plan.steps.push_back(std::move(Step));
  }
  Plan.introduction =
      llvm::StringRef(Plan.introduction).trim('\n').str() + "\n";
  return Plan;
}

std::optional<std::string_view>
pageless::builtinPlan(const std::string &Profile) {
  return embedded(Profile + "/series.txt");
}

std::optional<std::string_view>
pageless::builtinSupport(const std::string &Profile, const std::string &Name) {
  return embedded(Profile + "/" + Name + ".support");
}

bool pageless::isProvided(const SupportSpec &Spec, const FileReader &Read) {
  return hasIdentifier(Read, Spec.providedIn, Spec.provides);
}

bool pageless::hasRequired(const SupportSpec &Spec, const FileReader &Read) {
  return Spec.required.empty() ||
         hasIdentifier(Read, Spec.requiredIn, Spec.required);
}

llvm::Expected<PatchSet> pageless::makeSupport(const SupportSpec &Spec,
                                               const FileReader &Read) {
  std::map<std::string, FileChange> Changes;
  std::int64_t Order = static_cast<std::int64_t>(Spec.pieces.size());
  for (const SupportPiece &Piece : Spec.pieces) {
    FileChange &Change = Changes[Piece.file];
    const std::optional<std::string> Text = Read(Piece.file);
    const bool IsNew = Piece.anchor.empty();
    if (IsNew == Text.has_value())
      return problem("support code " + Spec.name + ": " + Piece.file +
                     (IsNew ? " is there already" : " is not there"));
    Change.path = Piece.file;
    Change.isNew = IsNew;
    Change.before = Text.value_or("");
    TextEdit Edit{0, 0, Piece.text, 0};
    if (!IsNew) {
      auto Placed =
          placeText(Change.before, Piece.anchor, Piece.text, Piece.old);
      if (!Placed)
        return problem("support code " + Spec.name + ": " + Piece.file + ": " +
                       llvm::toString(Placed.takeError()));
      Edit = std::move(*Placed);
    }
    Edit.nesting = Order--; // pieces for one place keep their order
    Change.edits.push_back(std::move(Edit));
  }
  PatchSet Patch;
  Patch.name = Spec.name;
  Patch.subject = Spec.subject;
  Patch.body = Spec.body;
  for (auto &[Path, Change] : Changes) {
    sortEdits(Change.edits);
    Patch.files.push_back(std::move(Change));
  }
  return Patch;
}
