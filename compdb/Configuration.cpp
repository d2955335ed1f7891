//===- compdb/Configuration.cpp -------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "compdb/Configuration.h"
#include "compdb/DatabaseWriter.h"
#include "compdb/Files.h"
#include "compdb/MakeLog.h"
#include "compdb/Process.h"
#include "compdb/Wrapper.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/Triple.h"

#include <chrono>
#include <deque>

using namespace pageless;
namespace fs = llvm::sys::fs;

namespace {

using Strings = std::vector<std::string>;

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// What is worth showing of a step that failed.
class LogTail {
public:
  void add(llvm::StringRef Line) {
    // "  CC      init/main.o" says only that make got so far.
    if (Line.contains(" directory '") || Line.starts_with("  ") ||
        Line.trim().empty())
      return;
    Lines.push_back(Line.str());
    if (Lines.size() > 12)
      Lines.pop_front();
  }
  Strings take() const { return {Lines.begin(), Lines.end()}; }

private:
  std::deque<std::string> Lines;
};

/// The work on one architecture.
class Maker {
public:
  Maker(const CompdbRequest &Request, const Architecture &Arch)
      : Request(Request), Arch(Arch),
        Script(configurationDirectory(Request, Arch) + "/.pageless") {
    Result.directory = configurationDirectory(Request, Arch);
    State = Result.directory + "/.pageless";
  }

  CompdbResult make() {
    if (llvm::Error E = steps())
      Result.error = llvm::toString(std::move(E));
    Result.dropped = Script.droppedOptions();
    Result.withoutAssembly = Script.withoutAssembly();
    return std::move(Result);
  }

private:
  llvm::Error steps();
  llvm::Error choose(const Kconfig &Config);
  llvm::Error configure();
  llvm::Error configTarget(const std::string &Target);
  llvm::Error prepare();
  llvm::Error collect();
  void noteOptions(const Words &Arguments);
  void learnOptions();
  void finishArguments(Words &Arguments,
                       const std::set<std::string> &Dropped) const;

  /// Whether the kernel itself knows how Clang compiles for the architecture.
  bool isPlain() const {
    return Request.tree.takesLlvm && !Target.standIn &&
           Request.tree.clangTargets.count(Arch.folder);
  }
  bool isHost() const {
    const llvm::Triple Host(llvm::sys::getDefaultTargetTriple());
    const llvm::Triple Wanted(Target.triple);
    return !Target.standIn && (Host.getArch() == Wanted.getArch() ||
                               (Host.isX86() && Wanted.isX86()));
  }
  std::string compiler() const {
    return isPlain() ? Request.tools.clang : Script.program();
  }
  Strings makeCommand(const Strings &More) const;
  Strings compilerVariables() const;
  /// Runs make with what it says going to a log. Gives its exit status.
  llvm::Expected<int> step(const char *Name, const Strings &More,
                           const Strings &Environment = {});
  template <typename Function>
  llvm::Error timed(const char *Name, Function Work) {
    const auto Start = std::chrono::steady_clock::now();
    llvm::Error E = Work();
    const std::chrono::duration<double> Passed =
        std::chrono::steady_clock::now() - Start;
    Result.seconds.emplace_back(Name, Passed.count());
    return E;
  }

  const CompdbRequest &Request;
  const Architecture &Arch;
  Wrapper Script;
  std::string State; ///< the folder for what is ours in the O= folder
  pageless::Target Target;
  CompdbResult Result;
  LogTail Tail;
  std::set<std::string> Options; ///< all -f and -m in the commands
  /// All -march=, -mcpu= and -mtune= with the -m32 or so beside them.
  std::set<std::pair<std::string, std::string>> Processors;
};

Strings Maker::compilerVariables() const {
  const Toolchain &Tools = Request.tools;
  const std::string Llvm = Tools.suffix.empty() ? "1" : Tools.suffix;
  if (isPlain())
    return {"LLVM=" + Llvm};
  if (Request.tree.takesLlvm)
    return {"LLVM=" + Llvm, "CC=" + Script.program(),
            "CLANG_TARGET_FLAGS=" + Target.triple};
  // Kernels before 5.18 are told each program. Their assembly is not for
  // Clang, which warns of much in them, too.
  const std::string HostCompiler = "HOSTCC=gcc -fcommon -w";
  if (isHost())
    return {"CC=" + Script.program() + " -fno-integrated-as -w", HostCompiler};
  Strings Variables = {"CC=" + Script.program() + " -w", HostCompiler,
                       "LLVM_IAS=1", "LD=ld.lld" + Tools.suffix};
  for (const char *Tool :
       {"ar", "nm", "objcopy", "objdump", "readelf", "strip"})
    Variables.push_back(llvm::StringRef(Tool).upper() + "=llvm-" + Tool +
                        Tools.suffix);
  return Variables;
}

Strings Maker::makeCommand(const Strings &More) const {
  Strings Command = {"make", "-C", Request.tree.root, "O=" + Result.directory,
                     std::string("ARCH=") + Arch.name};
  if (llvm::StringRef(Arch.name) == "um")
    Command.push_back("SUBARCH=x86_64");
  for (const Strings &Part : {compilerVariables(), More})
    Command.insert(Command.end(), Part.begin(), Part.end());
  return Command;
}

llvm::Expected<int> Maker::step(const char *Name, const Strings &More,
                                const Strings &Environment) {
  const std::string Log = State + "/" + Name + ".log";
  std::error_code Failed;
  llvm::raw_fd_ostream Out(Log, Failed);
  if (Failed)
    return problem("cannot write " + Log + ": " + Failed.message());
  const Process P = {makeCommand(More), cleanEnvironment(Environment), ""};
  Strings Shown = Environment;
  Shown.insert(Shown.end(), P.command.begin(), P.command.end());
  Request.onCommand(shellLine(Shown));
  Tail = {};
  std::size_t Lines = 0;
  auto Status = run(P, [&](llvm::StringRef Line) {
    Out << Line << '\n';
    Tail.add(Line);
    Request.onProgress("lines of output", ++Lines);
  });
  return Status;
}

/// Takes the target that the configuration asks for.
llvm::Error Maker::choose(const Kconfig &Config) {
  Target = targetOf(Arch, Config);
  Result.target = Target;
  if (isPlain())
    Result.target.triple = Request.tree.clangTargets.at(Arch.folder);
  return Script.write(Request.tools.clang, Target.options);
}

llvm::Error Maker::configTarget(const std::string &Name) {
  Strings Environment;
  const bool All = llvm::StringRef(Name).starts_with("all") &&
                   !Request.set.empty() && Request.configFile.empty();
  if (All) {
    const std::string Fragment = State + "/set.config";
    // The Kconfig of v4.1 leaves modules out once it is given a file, and what
    // allmodconfig makes m becomes y. A later line has the last word.
    std::string Text = Name == "allmodconfig" ? "CONFIG_MODULES=y\n" : "";
    for (const SetOption &Option : Request.set)
      Text += Option.line();
    if (llvm::Error E = writeText(Fragment, Text))
      return E;
    Environment.push_back("KCONFIG_ALLCONFIG=" + Fragment);
  }
  auto Status =
      step("config", {"-j" + std::to_string(Request.jobs), Name}, Environment);
  if (!Status)
    return Status.takeError();
  if (*Status == 0)
    return llvm::Error::success();
  Result.log = Tail.take();
  return problem("make " + Name + " failed; the whole log is " + State +
                 "/config.log");
}

llvm::Error Maker::configure() {
  const std::string File = Result.directory + "/.config";
  if (Request.configFile.empty()) {
    if (llvm::Error E = configTarget(Request.config))
      return E;
  } else if (const std::error_code Failed =
                 fs::copy_file(Request.configFile, File)) {
    return problem("cannot copy " + Request.configFile + ": " +
                   Failed.message());
  }
  const bool Append = !Request.set.empty() &&
                      (!Request.configFile.empty() ||
                       !llvm::StringRef(Request.config).starts_with("all"));
  if (Append) {
    std::string Text = readText(File).value_or("") + "\n";
    for (const SetOption &Option : Request.set)
      Text += Option.line();
    if (llvm::Error E = writeText(File, Text))
      return E;
  }
  if (Append || !Request.configFile.empty())
    if (llvm::Error E = configTarget("olddefconfig"))
      return E;
  const auto Text = readText(File);
  if (!Text)
    return problem("make made no " + File);
  const Kconfig Config = Kconfig::parse(*Text);
  Result.refused = refusedOptions(Config, Request.set);
  Result.shortfalls = Result.refused;
  return choose(Config);
}

llvm::Error Maker::prepare() {
  Strings More = {"-k", "-j" + std::to_string(Request.jobs)};
  // CONFIG_WERROR would end it for a warning that is nobody's fault.
  if (Request.tree.takesLlvm)
    More.push_back("KCFLAGS=-Wno-error");
  More.insert(More.end(), {"prepare", "scripts"});
  auto Status = step("prepare", More);
  if (!Status)
    return Status.takeError();
  const std::string Generated = Result.directory + "/include/generated/";
  if (!fs::exists(Generated + "autoconf.h")) {
    Result.log = Tail.take();
    return problem("make prepare made no include/generated/autoconf.h; the "
                   "whole log is " +
                   State + "/prepare.log");
  }
  for (const char *Header : {"bounds.h", "asm-offsets.h"})
    if (!fs::exists(Generated + Header)) {
      Result.missingHeaders.push_back(std::string("include/generated/") +
                                      Header);
      Result.shortfalls.push_back(Result.missingHeaders.back() +
                                  " could not be made; files that include it "
                                  "have errors; see " +
                                  State + "/prepare.log");
    }
  if (*Status)
    Result.notes.push_back("make prepare went on after errors; see " + State +
                           "/prepare.log");
  return llvm::Error::success();
}

void Maker::noteOptions(const Words &Arguments) {
  std::string Width = "-w"; // a word that says nothing
  for (const llvm::StringRef Word : Arguments)
    if (Word == "-m16" || Word == "-m32" || Word == "-m64")
      Width = Word.str();
  for (const llvm::StringRef Word : Arguments)
    if (Word.starts_with("-march=") || Word.starts_with("-mcpu=") ||
        Word.starts_with("-mtune="))
      Processors.emplace(Width, Word.str());
    else if (Word.starts_with("-m") || Word.starts_with("-f"))
      Options.insert(Word.str());
}

/// Clang's driver says of all options at once which of them it does not know;
/// processors are told by its other half, one at a time.
void Maker::learnOptions() {
  const auto Ask = [&](Strings Command, const char *How) {
    Command.insert(Command.begin(), Script.program());
    Command.insert(Command.end(), {"-w", How, "-c", "-x", "c", "/dev/null",
                                   "-o", "/dev/null"});
    const auto Ignore = [](llvm::StringRef) {};
    if (auto Status = run({Command, cleanEnvironment({}), ""}, Ignore); !Status)
      llvm::consumeError(Status.takeError());
  };
  Ask({Options.begin(), Options.end()}, "-###");
  for (const auto &[Width, Processor] : Processors)
    Ask({Width, Processor}, "-fsyntax-only");
}

/// The command as it is without the script.
void Maker::finishArguments(Words &Arguments,
                            const std::set<std::string> &Dropped) const {
  if (Arguments.front() != Script.program())
    return;
  Words Own = {Request.tools.clang};
  Own.insert(Own.end(), Target.options.begin(), Target.options.end());
  for (std::size_t I = 1; I < Arguments.size(); ++I)
    if (!Dropped.count(Arguments[I]) &&
        !Dropped.count(Arguments[I].substr(0, Arguments[I].find('=')) + "="))
      Own.push_back(std::move(Arguments[I]));
  Arguments = std::move(Own);
}

llvm::Error Maker::collect() {
  auto Writer =
      DatabaseWriter::create(Result.directory + "/compile_commands.json");
  if (!Writer)
    return Writer.takeError();
  // Some targets cannot be dry-run, and -k goes on after them, so make's
  // status says nothing. One job, for those of several mix their lines.
  Strings More = {"-n", "-k", "V=1"};
  if (Request.tree.takesLlvm)
    More.push_back("KCFLAGS=-Wno-error");
  More.insert(More.end(), Request.targets.begin(), Request.targets.end());
  const Process P = {makeCommand(More), cleanEnvironment({}),
                     State + "/dry-run.log"};
  Request.onCommand(shellLine(P.command));
  MakeLog Log(Result.directory, compiler());
  auto Status = run(P, [&](llvm::StringRef Line) {
    Log.feed(Line, [&](CompileUnit Unit) {
      noteOptions(Unit.arguments);
      (*Writer)->add(Unit);
      Request.onProgress("compile commands", (*Writer)->count());
    });
  });
  if (!Status)
    return Status.takeError();
  Result.commands = (*Writer)->count();
  Result.generated = (*Writer)->generated();
  if (Result.commands == 0) {
    const std::string Errors = readText(P.errors).value_or("");
    Tail = {};
    for (llvm::StringRef Rest = Errors; !Rest.empty();
         Rest = Rest.split('\n').second)
      Tail.add(Rest.split('\n').first);
    Result.log = Tail.take();
    return problem("make -n printed no compile command; what it said is in " +
                   P.errors);
  }
  if (!isPlain())
    learnOptions();
  const std::set<std::string> Dropped = Script.droppedOptions();
  return (*Writer)->finish(
      [&](Words &Arguments) { finishArguments(Arguments, Dropped); });
}

llvm::Error Maker::steps() {
  if (const std::error_code Failed = fs::create_directories(State))
    return problem("cannot make " + State + ": " + Failed.message());
  // What a run before left is not to be taken for this one's.
  for (const char *File : {"/compile_commands.json", "/pageless-compdb.json"})
    fs::remove(Result.directory + File);
  if (llvm::Error E = choose({}))
    return E;
  if (llvm::Error E = timed("config", [&] { return configure(); }))
    return E;
  if (Target.standIn)
    Result.notes.push_back(standInReason(Arch, Target));
  if (llvm::Error E = timed("prepare", [&] { return prepare(); }))
    return E;
  return timed("commands", [&] { return collect(); });
}

} // namespace

CompdbResult pageless::makeDatabase(const CompdbRequest &Request,
                                    const Architecture &Arch) {
  CompdbResult Result = Maker(Request, Arch).make();
  if (Result.error)
    return Result;
  for (const std::string &Source : Result.withoutAssembly)
    Result.notes.push_back(Source +
                           " was compiled without its inline "
                           "assembly, which is not for " +
                           Result.target.triple);
  if (llvm::Error E = writeSidecar(Request, Arch, Result))
    Result.error = llvm::toString(std::move(E));
  return Result;
}
