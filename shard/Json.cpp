//===- shard/Json.cpp -----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "shard/Json.h"

#include "engine/JsonDepth.h"
#include "engine/OneLine.h"
#include "engine/OutputFiles.h"
#include "engine/Scan.h"
#include "engine/Version.h"
#include "shard/Hash.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

using namespace pageless;
using nlohmann::json;

namespace {

Confidence confidenceNamed(const std::string &Name) {
  for (const Confidence C :
       {Confidence::High, Confidence::Moderate, Confidence::Low})
    if (toString(C) == Name)
      return C;
  throw json::other_error::create(501, "no confidence " + Name,
                                  static_cast<json *>(nullptr));
}

/// Which build of this version: the program's own file. "" if it is gone.
const std::string &buildHash() {
  static const std::string Sum = [] {
    const auto Program = llvm::MemoryBuffer::getFile("/proc/self/exe");
    return Program ? hashOf((*Program)->getBuffer()) : "";
  }();
  return Sum;
}

/// A file's "tool" as a message may show it: not if it is something else, which
/// might be nested deeper than there is stack.
std::string toolText(const json &Tool) {
  const bool IsPlain =
      Tool.is_object() &&
      llvm::all_of(Tool, [](const json &One) { return !One.is_structured(); });
  return IsPlain ? oneLine(Tool.dump()) : "another tool";
}

/// nlohmann's message without its number: "[json.exception....] text".
std::string messageOf(const json::exception &E) {
  return oneLine(llvm::StringRef(E.what()).split("] ").second);
}

/// Whether a fraction stands in \p Value that no number of ours can be: the
/// library casts it to whatever is asked for, without a look.
bool hasWildFraction(const json &Value) {
  if (Value.is_structured())
    return llvm::any_of(Value, hasWildFraction);
  if (!Value.is_number_float())
    return false;
  const auto Number = Value.get<double>();
  return !(Number >= 0 && Number < 1e9);
}

} // namespace

llvm::Error pageless::problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Error pageless::writeDocument(const std::string &Path,
                                    const json &Document) {
  std::string Text;
  try {
    Text = Document.dump() + "\n";
  } catch (const json::exception &E) {
    return problem(Path + " cannot be written: " + messageOf(E));
  }
  return writeWhole(Path, Text);
}

llvm::Error
pageless::readDocument(const std::string &Path, const std::string &Schema,
                       llvm::function_ref<llvm::Error(const json &)> Use,
                       bool AnyTool) {
  llvm::Expected<std::string> Text = readFile(Path);
  if (!Text)
    return Text.takeError();
  if (isNestedTooDeeply(*Text))
    return problem(Path + ": nested too deeply");
  try {
    const json Document = json::parse(*Text);
    if (hasWildFraction(Document))
      return problem(Path + ": a number in it is out of range");
    const std::string Kind = Document.value("$schema", "");
    if (Kind != Schema)
      return problem(Path + ": its $schema is not " + Schema);
    const json &Tool = Document.at("tool");
    const json Ours = newDocument(Schema).at("tool");
    if (!AnyTool && Tool != Ours)
      return problem(Path + ": written by " + toolText(Tool) + ", this is " +
                     Ours.dump() + "; one run needs one tool");
    if (llvm::Error E = Use(Document))
      return problem(Path + ": " + llvm::toString(std::move(E)));
  } catch (const json::parse_error &) {
    return problem(Path + ": no whole JSON document; was it cut off?");
  } catch (const json::exception &E) {
    return problem(Path + ": " + messageOf(E));
  }
  return llvm::Error::success();
}

json pageless::newDocument(const std::string &Schema) {
  return {{"$schema", Schema},
          {"tool",
           {{"version", Version},
            {"llvm", LLVM_VERSION_STRING},
            {"build", buildHash()}}}};
}

void pageless::setHead(json &Document, const ShardName &Name,
                       const RunOptions &Run) {
  Document["plan"] = Name.plan;
  Document["shard"] = Name.number;
  Document["of"] = Name.of;
  Document["run"] = {{"tree", Run.tree},
                     {"databases", Run.databases},
                     {"profile", Run.profile},
                     {"rules", Run.rules},
                     {"paths", Run.paths},
                     {"everyView", Run.everyView},
                     {"confidence", toString(Run.confidence)}};
}

void pageless::getHead(const json &Document, ShardName &Name, RunOptions &Run) {
  Document.at("plan").get_to(Name.plan);
  Document.at("shard").get_to(Name.number);
  Document.at("of").get_to(Name.of);
  const json &From = Document.at("run");
  From.at("tree").get_to(Run.tree);
  From.at("databases").get_to(Run.databases);
  From.at("profile").get_to(Run.profile);
  From.at("rules").get_to(Run.rules);
  From.at("paths").get_to(Run.paths);
  From.at("everyView").get_to(Run.everyView);
  Run.confidence = confidenceNamed(From.at("confidence"));
}
