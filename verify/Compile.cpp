//===- verify/Compile.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Compile.h"

#include "engine/Invocation.h"

#include "clang/CodeGen/CodeGenAction.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Frontend/Utils.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

#include <map>

using namespace clang;
using namespace pageless;
namespace path = llvm::sys::path;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// Flags that add to the code what the kernel's debugging wants. Lines and
/// names of the source get into that.
bool isInstrumentation(llvm::StringRef Flag) {
  for (const char *Start :
       {"-fsanitize", "-fno-sanitize", "-fprofile-", "-ftest-coverage",
        "-fcoverage-", "-finstrument-functions", "-fxray", "-fpatchable-"})
    if (Flag.starts_with(Start))
      return true;
  if (Flag == "-pg" || Flag == "-mfentry" || Flag.ends_with("-mcount"))
    return true;
  return Flag.starts_with("-g") && !Flag.starts_with("-gcc");
}

/// Keeps what Clang says.
class Listener : public DiagnosticConsumer {
public:
  explicit Listener(std::vector<Diagnosed> &Kept) : Kept(Kept) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    if (Level < DiagnosticsEngine::Warning)
      return;
    Diagnosed One;
    One.isError = Level >= DiagnosticsEngine::Error;
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    One.text = (One.isError ? "error: " : "warning: ") + Message.str().str();
    if (Info.hasSourceManager() && Info.getLocation().isValid()) {
      const PresumedLoc At =
          Info.getSourceManager().getPresumedLoc(Info.getLocation());
      if (At.isValid()) {
        One.file = At.getFilename();
        One.line = At.getLine();
      }
    }
    Kept.push_back(std::move(One));
  }

private:
  std::vector<Diagnosed> &Kept;
};

/// Sorts the files that were read into those that were edited, and those that
/// are edited files by another name.
class EditedFiles : public DependencyCollector {
public:
  EditedFiles(const UnitJob &Job, FilesOf Files)
      : Paths(Job.root), Directory(Job.directory), Files(std::move(Files)),
        Edited(Job.edited.begin(), Job.edited.end()) {}

  bool sawDependency(llvm::StringRef Name, bool, bool, bool, bool) override {
    const auto File = Paths.relative(Name, Directory);
    if (!File || !Edited.count(*File))
      return false;
    read.insert(*File);
    // The overlay's files are in memory, and have no path elsewhere.
    if (absoluteName(Name, Directory) != Paths.root() + "/" + *File)
      alias = Name.str();
    return true;
  }
  bool needSystemDependencies() override { return true; }

  std::set<std::string> read;
  std::string alias;

private:
  TreePaths Paths;
  std::string Directory;
  FilesOf Files;
  std::set<std::string> Edited;
};

std::unique_ptr<FrontendAction> actionFor(CompileTo To) {
  switch (To) {
  case CompileTo::Object:
    return std::make_unique<EmitObjAction>();
  case CompileTo::Assembly:
    return std::make_unique<EmitAssemblyAction>();
  case CompileTo::Bitcode:
    return std::make_unique<EmitBCAction>();
  }
  return nullptr;
}

/// Puts the files of a folder where the tree has theirs.
llvm::Error addVersion(llvm::vfs::InMemoryFileSystem &Memory,
                       const UnitJob &Job, const std::string &Version) {
  for (const std::string &File : Job.edited) {
    const std::string Path = Version + "/" + File;
    if (!llvm::sys::fs::exists(Path))
      continue; // a file that the patches make
    auto Buffer = llvm::MemoryBuffer::getFile(Path);
    if (!Buffer)
      return problem("cannot read " + Path + ": " +
                     Buffer.getError().message());
    Memory.addFile(Job.root + "/" + File, 0, std::move(*Buffer));
  }
  return llvm::Error::success();
}

} // namespace

std::string pageless::absoluteName(llvm::StringRef Name,
                                   llvm::StringRef Directory) {
  llvm::SmallString<256> Absolute;
  if (!path::is_absolute(Name))
    Absolute = Directory;
  path::append(Absolute, Name);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return std::string(Absolute);
}

std::string Compiled::firstError() const {
  for (const Diagnosed &One : diagnostics)
    if (One.isError)
      return (One.file.empty()
                  ? std::string()
                  : One.file + ":" + std::to_string(One.line) + ": ") +
             One.text;
  return "";
}

llvm::Expected<FilesOf> UnitCompiler::files(const std::string &Version) const {
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  if (llvm::Error E = addVersion(*Memory, Job, Version))
    return std::move(E);
  const FilesOf Files = llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(
      llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>(
          llvm::vfs::createPhysicalFileSystem().release()));
  Files->pushOverlay(Memory);
  if (const std::error_code E =
          Files->setCurrentWorkingDirectory(Job.directory))
    return problem("the command's directory " + Job.directory + ": " +
                   E.message());
  return Files;
}

std::shared_ptr<CompilerInvocation>
UnitCompiler::invocation(FilesOf Files) const {
  CompileCommand Command{
      Job.directory, {}, "", std::make_shared<ArgumentPool>()};
  std::vector<const char *> &Arguments = Command.arguments;
  for (const std::string &Argument : Job.arguments)
    if (!isInstrumentation(Argument))
      Arguments.push_back(Command.pool->keep(Argument));
  // A kernel of a time when that went without saying does not say it.
  if (!Arguments.empty())
    Arguments.insert(Arguments.begin() + 1, "-fno-pie");
  // A warning must not keep the unit from being compared.
  Arguments.push_back("-Wno-error");
  if (Lines != LinesAre::Real) {
    Arguments.push_back("-Wno-builtin-macro-redefined");
    Arguments.push_back(Lines == LinesAre::One ? "-D__LINE__=1"
                                               : "-D__LINE__=__COUNTER__");
  }
  auto Invocation = makeCompileInvocation(Command, std::move(Files));
  if (!Invocation)
    return nullptr;
  CodeGenOptions &CodeGen = Invocation->getCodeGenOpts();
  CodeGen.AsmVerbose = false; // comments name what is no code
  CodeGen.DiscardValueNames = true;
  CodeGen.DisableLLVMPasses = !Optimised;
  return Invocation;
}

bool UnitCompiler::wantsOtherAssembler(FilesOf Files) const {
  const auto Invocation = invocation(std::move(Files));
  return Invocation && Invocation->getCodeGenOpts().DisableIntegratedAS;
}

Compiled UnitCompiler::compile(FilesOf Files, CompileTo To) const {
  Compiled Result;
  auto Invocation = invocation(Files);
  if (!Invocation) {
    Result.diagnostics.push_back(
        {true, "error: the command compiles no C", "", 0});
    return Result;
  }
  Listener Consumer(Result.diagnostics);
  const auto Compiler =
      compat::makeCompiler(std::move(Invocation), Files, &Consumer);
  const auto Read = std::make_shared<EditedFiles>(Job, Files);
  Compiler->addDependencyCollector(Read);
  llvm::SmallString<0> Output;
  Compiler->setOutputStream(
      std::make_unique<llvm::raw_svector_ostream>(Output));
  Compiler->ExecuteAction(*actionFor(To));
  Result.edited = Read->read;
  Result.alias = Read->alias;
  if (Result.firstError().empty())
    Result.output = Output.str().str();
  return Result;
}

std::set<std::string> UnitCompiler::editedFiles(FilesOf Files) const {
  auto Invocation = invocation(Files);
  if (!Invocation)
    return {};
  std::vector<Diagnosed> Ignored;
  Listener Consumer(Ignored);
  const auto Compiler =
      compat::makeCompiler(std::move(Invocation), Files, &Consumer);
  const auto Read = std::make_shared<EditedFiles>(Job, Files);
  Compiler->addDependencyCollector(Read);
  PreprocessOnlyAction Action;
  Compiler->ExecuteAction(Action);
  return Read->read;
}

std::vector<std::string> pageless::newDiagnostics(const Compiled &Before,
                                                  const Compiled &After) {
  std::map<std::pair<std::string, std::string>, unsigned> Known;
  for (const Diagnosed &One : Before.diagnostics)
    ++Known[{One.file, One.text}];
  std::vector<std::string> New;
  for (const Diagnosed &One : After.diagnostics) {
    unsigned &Left = Known[{One.file, One.text}];
    if (Left) {
      --Left;
      continue;
    }
    New.push_back(One.file + ":" + std::to_string(One.line) + ": " + One.text);
  }
  return New;
}
