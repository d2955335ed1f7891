//===- lsp/Render.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// LLVM's structs of diagnostics and actions lack codeDescription, data, code,
// versions and the encodings, so these are plain JSON.
//
//===----------------------------------------------------------------------===//

#include "lsp/Render.h"

#include "engine/RulePage.h"

#include "llvm/ADT/STLExtras.h"

using namespace pageless;
using namespace pageless::lsp;
namespace json = llvm::json;
using unit::Finding;

namespace {

enum Severity { Warning = 2, Information = 3, Hint = 4 };

Severity severityOf(const Finding &F) {
  if (F.verdict == Verdict::Converted && F.cluster != 0)
    return Warning;
  const bool Judged = F.verdict == Verdict::Converted ||
                      F.verdict == Verdict::Manual ||
                      F.verdict == Verdict::Conflict;
  return Judged ? Information : Hint;
}

class Renderer {
public:
  Renderer(const Judged &J, const Client &C) : J(J), C(C), Lines(J.text) {}

  json::Value rangeOf(std::size_t Begin, std::size_t Length) const {
    return base::Range(Lines.positionOf(Begin, C.encoding),
                       Lines.positionOf(Begin + Length, C.encoding));
  }

  json::Object diagnostic(const Finding &F) const {
    json::Object D{
        {"range", rangeOf(F.at.offset, F.length)},
        {"severity", static_cast<int>(severityOf(F))},
        {"code", F.rule},
        {"codeDescription", json::Object{{"href", rulePage(F.rule)}}},
        {"source", "pageless"},
        {"message", json::fixUTF8(messageOf(F))},
        {"data", json::Object{{"verdict", std::string(toString(F.verdict))},
                              {"version", J.version},
                              {"cluster", static_cast<int64_t>(F.cluster)}}}};
    if (C.related)
      if (json::Array Other = elsewhere(F); !Other.empty())
        D["relatedInformation"] = std::move(Other);
    return D;
  }

  json::Object fix(std::size_t Cluster) const {
    json::Array Diagnostics;
    json::Array Edits;
    std::string Title;
    for (const Finding &F : J.answer.findings)
      if (F.cluster == Cluster) {
        if (Title.empty())
          Title = F.text;
        Diagnostics.push_back(diagnostic(F));
        addEdits(F, Edits);
      }
    if (Diagnostics.size() > 1)
      Title += " (and " + std::to_string(Diagnostics.size() - 1) + " with it)";
    return json::Object{{"title", json::fixUTF8("Pageless: " + Title)},
                        {"kind", "quickfix"},
                        {"isPreferred", true},
                        {"diagnostics", std::move(Diagnostics)},
                        {"edit", workspaceEdit(std::move(Edits))}};
  }

  json::Object fixAll() const {
    json::Array Edits;
    for (const Finding &F : J.answer.findings)
      addEdits(F, Edits);
    return json::Object{{"title", "Pageless: fix all in file"},
                        {"kind", FixAllKind},
                        {"edit", workspaceEdit(std::move(Edits))}};
  }

  bool hasFix() const {
    return llvm::any_of(J.answer.findings,
                        [](const Finding &F) { return !F.fix.empty(); });
  }

  /// The clusters that the query is about.
  std::vector<std::size_t> clusters(const ActionQuery &Query) const {
    const std::size_t Begin = Lines.offsetOf(Query.range.start, C.encoding);
    const std::size_t End = Lines.offsetOf(Query.range.end, C.encoding);
    std::vector<std::size_t> Found;
    for (const Finding &F : J.answer.findings) {
      const bool Touched =
          F.at.offset <= End && Begin <= F.at.offset + F.length;
      if (F.cluster != 0 && !llvm::is_contained(Found, F.cluster) &&
          (Touched ||
           llvm::is_contained(
               Query.clusters,
               std::pair(J.version, static_cast<std::int64_t>(F.cluster)))))
        Found.push_back(F.cluster);
    }
    return Found;
  }

private:
  std::string messageOf(const Finding &F) const {
    std::string Message = F.text;
    if (!J.answer.evidence.empty())
      Message += ", " + J.answer.evidence;
    for (const unit::Note &N : F.notes)
      if (N.at.offset == F.at.offset || !C.related)
        Message += "\n" + N.text;
    if (!C.links)
      Message += "\nsee " + rulePage(F.rule);
    return Message;
  }

  json::Array elsewhere(const Finding &F) const {
    json::Array Other;
    for (const unit::Note &N : F.notes)
      if (N.at.offset != F.at.offset)
        Other.push_back(json::Object{
            {"location",
             json::Object{{"uri", J.uri}, {"range", rangeOf(N.at.offset, 0)}}},
            {"message", json::fixUTF8(N.text)}});
    return Other;
  }

  void addEdits(const Finding &F, json::Array &Edits) const {
    for (const unit::FileEdit &One : F.fix)
      Edits.push_back(
          json::Object{{"range", rangeOf(One.edit.offset, One.edit.length)},
                       {"newText", json::fixUTF8(One.edit.text)}});
  }

  json::Object workspaceEdit(json::Array Edits) const {
    if (!C.documentChanges)
      return json::Object{{"changes", json::Object{{J.uri, std::move(Edits)}}}};
    return json::Object{
        {"documentChanges",
         json::Array{json::Object{
             {"textDocument",
              json::Object{{"uri", J.uri}, {"version", J.version}}},
             {"edits", std::move(Edits)}}}}};
  }

  const Judged &J;
  const Client &C;
  const LineIndex Lines;
};

/// Whether a client that wants \p Only takes actions of \p Kind, or some below.
bool takes(const std::vector<std::string> &Only, llvm::StringRef Kind) {
  return Only.empty() || llvm::any_of(Only, [&](llvm::StringRef One) {
           return Kind == One ||
                  (Kind.starts_with(One) && Kind[One.size()] == '.');
         });
}

/// The object at the end of a path of members, or null.
const json::Object *below(const json::Object &From,
                          std::initializer_list<llvm::StringRef> Path) {
  const json::Object *At = &From;
  for (const llvm::StringRef Key : Path)
    if (At)
      At = At->getObject(Key);
  return At;
}

bool isTrue(const json::Object *At, llvm::StringRef Key) {
  return At && At->getBoolean(Key).value_or(false);
}

/// The first encoding of the client's list that is known, if it has a list.
std::optional<Encoding> preferred(const json::Object *At, llvm::StringRef Key) {
  const json::Array *Names = At ? At->getArray(Key) : nullptr;
  if (!Names)
    return std::nullopt;
  for (const json::Value &Name : *Names)
    if (const auto E = encodingNamed(Name.getAsString().value_or("")))
      return E;
  return std::nullopt;
}

} // namespace

Client pageless::lsp::readClient(const json::Object &Parameters) {
  Client C;
  const json::Object *All = Parameters.getObject("capabilities");
  if (!All)
    return C;
  if (const auto E = preferred(All->getObject("general"), "positionEncodings"))
    C.encoding = *E;
  else if (const auto Old = preferred(All, "offsetEncoding")) // clangd's
    C.encoding = *Old;
  const auto At = [&](std::initializer_list<llvm::StringRef> Path) {
    return below(*All, Path);
  };
  C.literals =
      At({"textDocument", "codeAction", "codeActionLiteralSupport"}) != nullptr;
  C.documentChanges =
      isTrue(At({"workspace", "workspaceEdit"}), "documentChanges");
  const json::Object *Publish = At({"textDocument", "publishDiagnostics"});
  C.related = isTrue(Publish, "relatedInformation");
  C.links = isTrue(Publish, "codeDescriptionSupport");
  return C;
}

ActionQuery pageless::lsp::readQuery(const json::Object &Parameters) {
  ActionQuery Query;
  json::Path::Root Root;
  if (const json::Value *Range = Parameters.get("range"))
    fromJSON(*Range, Query.range, Root);
  const json::Object *Context = Parameters.getObject("context");
  if (!Context)
    return Query;
  if (const json::Value *Only = Context->get("only"))
    if (!fromJSON(*Only, Query.only, Root))
      Query.only.clear();
  if (const json::Array *Diagnostics = Context->getArray("diagnostics"))
    for (const json::Value &One : *Diagnostics)
      if (const json::Object *D = One.getAsObject())
        if (const json::Object *Data = D->getObject("data"))
          Query.clusters.emplace_back(Data->getInteger("version").value_or(-1),
                                      Data->getInteger("cluster").value_or(0));
  return Query;
}

json::Value pageless::lsp::diagnosticsOf(const Judged &J, const Client &C) {
  const Renderer R(J, C);
  json::Array Diagnostics;
  for (const Finding &F : J.answer.findings)
    Diagnostics.push_back(R.diagnostic(F));
  return json::Object{{"uri", J.uri},
                      {"version", J.version},
                      {"diagnostics", std::move(Diagnostics)}};
}

json::Value pageless::lsp::actionsOf(const Judged &J, const ActionQuery &Query,
                                     const Client &C) {
  const Renderer R(J, C);
  json::Array Actions;
  if (takes(Query.only, "quickfix"))
    for (const std::size_t Cluster : R.clusters(Query))
      Actions.push_back(R.fix(Cluster));
  if (takes(Query.only, FixAllKind) && R.hasFix())
    Actions.push_back(R.fixAll());
  return Actions;
}
