//===- compdb/DatabaseWriter.cpp ------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/DatabaseWriter.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <fstream>
#include <nlohmann/json.hpp>

using namespace pageless;
namespace fs = llvm::sys::fs;
using Json = nlohmann::ordered_json;

namespace {

llvm::Error cannotWrite(const std::string &Path, std::error_code Code) {
  return llvm::createStringError(Code, "cannot write " + Path + ": " +
                                           Code.message());
}

std::string oneLine(const Json &Value) {
  return Value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

llvm::Expected<std::unique_ptr<DatabaseWriter>>
DatabaseWriter::create(const std::string &Path) {
  std::unique_ptr<DatabaseWriter> Writer(new DatabaseWriter(Path));
  std::error_code Failed =
      fs::create_directories(llvm::sys::path::parent_path(Path));
  if (!Failed)
    Writer->Out =
        std::make_unique<llvm::raw_fd_ostream>(Writer->partial(), Failed);
  if (Failed)
    return cannotWrite(Path, Failed);
  return Writer;
}

DatabaseWriter::~DatabaseWriter() {
  if (!Out)
    return;
  Out->clear_error(); // nobody asked for the file
  fs::remove(partial());
}

bool DatabaseWriter::add(const CompileUnit &Unit) {
  if (!Seen.emplace(Unit.directory, Unit.output).second)
    return false;
  Generated += !fs::exists(Unit.file);
  // One entry a line, as finish() wants them.
  *Out << oneLine(Json{{"directory", Unit.directory},
                       {"file", Unit.file},
                       {"output", Unit.output},
                       {"arguments", Unit.arguments}})
       << '\n';
  return true;
}

llvm::Error DatabaseWriter::finish(llvm::function_ref<void(Words &)> Change) {
  Out->close();
  if (Out->has_error())
    return cannotWrite(partial(), Out->error());
  const std::string Beside = Path + ".new";
  std::error_code Failed;
  llvm::raw_fd_ostream Whole(Beside, Failed);
  if (Failed)
    return cannotWrite(Beside, Failed);
  std::ifstream In(partial());
  const char *Separator = "[\n";
  for (std::string Line; std::getline(In, Line); Separator = ",\n") {
    Json Entry = Json::parse(Line);
    Words Arguments = Entry["arguments"].get<Words>();
    Change(Arguments);
    Entry["arguments"] = std::move(Arguments);
    Whole << Separator << oneLine(Entry);
  }
  Whole << (Seen.empty() ? "[]\n" : "\n]\n");
  Whole.close();
  if (Whole.has_error()) {
    Failed = Whole.error();
    Whole.clear_error();
    return cannotWrite(Beside, Failed);
  }
  if ((Failed = fs::rename(Beside, Path)))
    return cannotWrite(Path, Failed);
  return llvm::Error::success();
}
