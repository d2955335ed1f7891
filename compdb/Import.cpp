//===- compdb/Import.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Import.h"
#include "compdb/Architecture.h"
#include "compdb/DatabaseWriter.h"
#include "compdb/Files.h"
#include "compdb/MakeLog.h"

#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#include <fstream>
#include <map>
#include <nlohmann/json.hpp>

using namespace pageless;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;
using Json = nlohmann::ordered_json;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// Brings commands into one form and writes them.
class Importer {
public:
  explicit Importer(DatabaseWriter &Writer) : Writer(Writer) {}

  void add(CompileUnit Unit) {
    normalise(Unit.arguments);
    Writer.add(Unit);
  }
  /// Takes an entry of a compile_commands.json; others than those of .c files
  /// that become objects are left out.
  void addEntry(const Json &Entry);

  std::vector<std::string> notes() const {
    std::vector<std::string> Notes;
    for (const auto &[Prefix, Why] : Unknown)
      Notes.push_back(Why);
    return Notes;
  }

private:
  void normalise(Words &Arguments);

  DatabaseWriter &Writer;
  std::map<std::string, std::string> Unknown; ///< notes by compiler
};

bool hasTarget(llvm::ArrayRef<std::string> Arguments) {
  return llvm::any_of(Arguments, [](llvm::StringRef Word) {
    return Word == "-target" || Word.starts_with("--target=");
  });
}

/// Puts Clang in the place of GCC.
void Importer::normalise(Words &Arguments) {
  const std::string Compiler = Arguments.front();
  const llvm::StringRef Prefix = compilerPrefix(Compiler);
  if (!isClang(Compiler))
    Arguments.front() = "clang-" + std::to_string(LLVM_VERSION_MAJOR);
  if (Prefix.empty() || hasTarget(Arguments))
    return;
  const Target Found = targetOfPrefix(Prefix);
  Arguments.insert(Arguments.begin() + 1, Found.options.begin(),
                   Found.options.end());
  if (Found.triple.empty())
    Unknown[Compiler] = Compiler + ": no target of Clang is known for it; its "
                                   "files are read as for this machine";
  else if (Found.standIn)
    Unknown[Compiler] = Compiler + ": Clang has no such target; " +
                        Found.triple +
                        " stands in, with the same width and byte order";
}

void Importer::addEntry(const Json &Entry) {
  CompileUnit Unit;
  Unit.directory = Entry.at("directory").get<std::string>();
  if (Entry.contains("arguments")) {
    Unit.arguments = Entry["arguments"].get<Words>();
  } else {
    // gen_compile_commands.py writes the first command of a line only; others
    // may have written the whole line.
    for (Words &Command :
         simpleCommands(Entry.at("command").get<std::string>()))
      if (findCompiler(Command) && sourceAndObject(Command)) {
        Unit.arguments = std::move(Command);
        break;
      }
  }
  const auto At = findCompiler(Unit.arguments);
  if (!At)
    return;
  Unit.arguments.erase(Unit.arguments.begin(),
                       Unit.arguments.begin() +
                           static_cast<std::ptrdiff_t>(*At));
  auto Parts = sourceAndObject(Unit.arguments);
  if (!Parts)
    return;
  const std::string File =
      Entry.contains("file") ? Entry["file"].get<std::string>() : Parts->source;
  Unit.file = absolutePath(Unit.directory, File);
  Unit.output = std::move(Parts->object);
  add(std::move(Unit));
}

/// Each entry goes as soon as it is read.
llvm::Error readJson(const std::string &File, Importer &To) {
  std::ifstream In(File);
  const auto OnEvent = [&](int Depth, Json::parse_event_t Event, Json &Value) {
    if (Depth != 1 || Event != Json::parse_event_t::object_end)
      return true;
    To.addEntry(Value);
    return false;
  };
  try {
    const Json Rest = Json::parse(In, OnEvent);
  } catch (const Json::exception &E) {
    return problem(File + " is no compile_commands.json: " + E.what());
  }
  return llvm::Error::success();
}

void readLog(const ImportRequest &Request, Importer &To) {
  std::ifstream In(Request.file);
  const std::string Directory = Request.tree.empty()
                                    ? path::parent_path(Request.file).str()
                                    : Request.tree;
  MakeLog Log(Directory, "");
  for (std::string Line; std::getline(In, Line);)
    Log.feed(Line, [&](CompileUnit Unit) { To.add(std::move(Unit)); });
}

/// A JSON array begins with a bracket, and a log never does.
bool isJson(const std::string &File) {
  std::ifstream In(File);
  char First = 0;
  return (In >> First) && First == '[';
}

} // namespace

llvm::Expected<ImportResult>
pageless::importDatabase(const ImportRequest &Request) {
  if (!fs::is_regular_file(Request.file))
    return problem("no file " + Request.file);
  const std::string Path = Request.out + "/compile_commands.json";
  if (fs::equivalent(Request.file, Path))
    return problem(Path + " would be overwritten; name another folder with -o");
  auto Writer = DatabaseWriter::create(Path);
  if (!Writer)
    return Writer.takeError();
  Importer To(**Writer);
  if (!isJson(Request.file))
    readLog(Request, To);
  else if (llvm::Error E = readJson(Request.file, To))
    return E;
  const std::size_t Count = (*Writer)->count();
  if (Count == 0)
    return problem(Request.file + " has no command that compiles a .c file; a "
                                  "log must be of make V=1");
  if ((*Writer)->generated() == Count)
    return problem("none of the files that " + Request.file +
                   " compiles is there; for a log, name with --tree where make "
                   "ran");
  if (llvm::Error E = (*Writer)->finish([](Words &) {}))
    return E;
  const Json Sidecar = {{"formatVersion", 1},
                        {"from", Request.file},
                        {"notes", To.notes()},
                        {"commands", Count},
                        {"generated", (*Writer)->generated()}};
  if (llvm::Error E = writeText(Request.out + "/pageless-compdb.json",
                                Sidecar.dump(2) + "\n"))
    return E;
  return ImportResult{Count, (*Writer)->generated(), To.notes()};
}
