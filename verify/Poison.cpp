//===- verify/Poison.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Poison.h"

#include "engine/Llvm.h"
#include "engine/TreePaths.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/FrontendActions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/SmallString.h"

using namespace clang;
using namespace pageless;

namespace {

/// Where a field's name is declared.
struct Declaration {
  std::string path; ///< as Clang names the file
  std::size_t offset = 0;
  std::string text; ///< of the whole file
};

class FieldFinder : public ASTConsumer {
public:
  FieldFinder(CompilerInstance &Compiler, const PoisonField &Field,
              std::optional<Declaration> &Found)
      : Compiler(Compiler), Field(Field), Found(Found) {}

  void HandleTagDeclDefinition(TagDecl *Tag) override {
    const auto *Record = dyn_cast<RecordDecl>(Tag);
    if (!Record || Record->getName() != Field.record)
      return;
    for (const FieldDecl *One : Record->fields())
      if (One->getName() == Field.field)
        note(One->getLocation());
  }

private:
  void note(SourceLocation Declared) {
    const SourceManager &Sources = Compiler.getSourceManager();
    const auto [File, Offset] =
        Sources.getDecomposedLoc(Sources.getSpellingLoc(Declared));
    const auto Entry = Sources.getFileEntryRefForID(File);
    const llvm::StringRef Text = Sources.getBufferData(File);
    if (Entry && Text.substr(Offset).starts_with(Field.field))
      Found = Declaration{Entry->getName().str(), Offset, Text.str()};
  }

  CompilerInstance &Compiler;
  const PoisonField &Field;
  std::optional<Declaration> &Found;
};

class FindField : public ASTFrontendAction {
public:
  FindField(const PoisonField &Field, std::optional<Declaration> &Found)
      : Field(Field), Found(Found) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler,
                                                 llvm::StringRef) override {
    return std::make_unique<FieldFinder>(Compiler, Field, Found);
  }

private:
  const PoisonField &Field;
  std::optional<Declaration> &Found;
};

/// Notes where errors point at the old name.
class UserListener : public DiagnosticConsumer {
public:
  UserListener(const UnitJob &Job, const PoisonField &Field, FieldUsers &Users)
      : Paths(Job.root), Directory(Job.directory), Field(Field), Users(Users) {}

  void HandleDiagnostic(DiagnosticsEngine::Level Level,
                        const Diagnostic &Info) override {
    DiagnosticConsumer::HandleDiagnostic(Level, Info);
    llvm::SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    // "no member named 'F' in 'struct R'", "field designator 'F' does not
    // refer to any field in type 'struct R'"
    if (Level < DiagnosticsEngine::Error || !Info.hasSourceManager() ||
        !Message.str().contains("'" + Field.field + "'") ||
        !Message.str().contains(Field.record))
      return;
    const SourceManager &Sources = Info.getSourceManager();
    if (noteSpelling(Sources, Info.getLocation()))
      return;
    // Of offsetof() the location is that of the operator.
    for (const CharSourceRange &Range : Info.getRanges())
      if (noteSpelling(Sources, Range.getBegin()) ||
          noteSpelling(Sources, Range.getEnd()))
        return;
    const PresumedLoc At = Sources.getPresumedLoc(Info.getLocation());
    const auto File = At.isValid() ? Paths.relative(At.getFilename(), Directory)
                                   : std::nullopt;
    Users.unspelled.insert(File.value_or("?") + ":" +
                           std::to_string(At.isValid() ? At.getLine() : 0));
  }

private:
  bool noteSpelling(const SourceManager &Sources, SourceLocation Location) {
    if (Location.isInvalid())
      return false;
    const auto [Id, Offset] =
        Sources.getDecomposedLoc(Sources.getSpellingLoc(Location));
    const auto Entry = Sources.getFileEntryRefForID(Id);
    if (!Entry ||
        !Sources.getBufferData(Id).substr(Offset).starts_with(Field.field))
      return false;
    const auto File = Paths.relative(Entry->getName(), Directory);
    if (!File)
      return false;
    Users.uses[*File].insert(Offset);
    return true;
  }

  TreePaths Paths;
  std::string Directory;
  const PoisonField &Field;
  FieldUsers &Users;
};

/// Runs an action on the unit, without guesses at what was meant.
void run(const UnitCompiler &Compiler, FilesOf Files, FrontendAction &Action,
         DiagnosticConsumer &Consumer, bool SkipBodies) {
  auto Invocation = Compiler.invocation(Files);
  if (!Invocation)
    return;
  Invocation->getLangOpts().SpellChecking = false;
  Invocation->getDiagnosticOpts().IgnoreWarnings = true;
  Invocation->getFrontendOpts().SkipFunctionBodies = SkipBodies;
  const auto Instance =
      compat::makeCompiler(std::move(Invocation), Files, &Consumer);
  Instance->ExecuteAction(Action);
}

} // namespace

std::optional<FieldUsers> pageless::findUsers(const UnitCompiler &Compiler,
                                              const UnitJob &Job, FilesOf Files,
                                              const PoisonField &Field) {
  std::optional<Declaration> Declared;
  FindField Find(Field, Declared);
  IgnoringDiagConsumer Silent;
  run(Compiler, Files, Find, Silent, /*SkipBodies=*/true);
  if (!Declared || !TreePaths(Job.root).relative(Declared->path, Job.directory))
    return std::nullopt;
  // As long as the old name, so that no offset moves.
  Declared->text.replace(Declared->offset, Field.field.size(),
                         std::string(Field.field.size(), 'Q'));
  auto Memory = llvm::makeIntrusiveRefCnt<llvm::vfs::InMemoryFileSystem>();
  Memory->addFile(absoluteName(Declared->path, Job.directory), 0,
                  llvm::MemoryBuffer::getMemBufferCopy(Declared->text));
  const FilesOf Renamed =
      llvm::makeIntrusiveRefCnt<llvm::vfs::OverlayFileSystem>(Files);
  Renamed->pushOverlay(Memory);
  Renamed->setCurrentWorkingDirectory(Job.directory);
  FieldUsers Users;
  UserListener Listener(Job, Field, Users);
  SyntaxOnlyAction Parse;
  run(Compiler, Renamed, Parse, Listener, /*SkipBodies=*/false);
  return Users;
}
