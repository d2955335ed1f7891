//===- verify/ProveUnit.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/ProveUnit.h"

#include "verify/Compile.h"
#include "verify/Functions.h"
#include "verify/Objects.h"
#include "verify/Poison.h"
#include "verify/SideBySide.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Compiler.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>
#include <sys/resource.h>

using namespace pageless;

namespace {

/// A sanitizer's shadow is larger than any limit.
#if LLVM_ADDRESS_SANITIZER_BUILD
constexpr bool HasShadowMemory = true;
#else
constexpr bool HasShadowMemory = false;
#endif

/// Both versions of the unit, and how they are compared.
class Prover {
public:
  Prover(const UnitJob &Job, FilesOf Before, FilesOf After)
      : Job(Job), Compiler(Job), Before(std::move(Before)),
        After(std::move(After)) {}

  UnitAnswer prove() {
    if (Job.onlyIfEdited) {
      Answer.edited = Compiler.editedFiles(After);
      Answer.concerned = !Answer.edited.empty();
      if (!Answer.concerned)
        return std::move(Answer);
    }
    compare();
    for (std::size_t I = 0; I < Job.poison.size(); ++I)
      if (auto Users = findUsers(Compiler, Job, After, Job.poison[I])) {
        Answer.uses[I] = std::move(Users->uses);
        Answer.unspelled[I] = std::move(Users->unspelled);
      }
    return std::move(Answer);
  }

private:
  /// Compiles the unit as it was, in the first way that works.
  Compiled compileBefore() {
    To = CompileTo::Object;
    if (Compiler.wantsOtherAssembler(Before))
      To = CompileTo::Assembly;
    Compiled Old;
    for (const LinesAre What :
         {LinesAre::One, LinesAre::Counted, LinesAre::Real}) {
      Compiler.setLines(Lines = What);
      Old = Compiler.compile(Before, To);
      if (Old.firstError().empty())
        break;
    }
    // Kernels older than Clang's assembler have code that it does not know.
    if (To == CompileTo::Object && !Old.firstError().empty()) {
      Compiler.setLines(Lines = LinesAre::One);
      Compiled Text = Compiler.compile(Before, CompileTo::Assembly);
      if (Text.firstError().empty()) {
        To = CompileTo::Assembly;
        return Text;
      }
    }
    return Old;
  }

  void compare() {
    const Compiled Old = compileBefore();
    const Compiled New = Compiler.compile(After, To);
    Answer.edited = New.edited;
    Answer.newDiagnostics = newDiagnostics(Old, New);
    Answer.by = To == CompileTo::Object ? ProofBy::Object : ProofBy::Assembly;
    if (!isComparable(Old, New))
      return;
    Answer.code = CodeProof::Identical;
    if (Old.output == New.output)
      return;
    if (To == CompileTo::Object) {
      auto Parts = compareObjects(Old.output, New.output);
      if (Parts && Parts->empty())
        return;
      if (!Parts)
        return giveUp(llvm::toString(Parts.takeError()));
    }
    compareFunctions();
  }

  void giveUp(std::string Why) {
    Answer.code = CodeProof::Unproven;
    Answer.reason = std::move(Why);
  }

  bool isComparable(const Compiled &Old, const Compiled &New) {
    if (!Old.alias.empty() || !New.alias.empty())
      giveUp("an edited file is read as " +
             (New.alias.empty() ? Old.alias : New.alias) +
             ", a name that the edits do not reach");
    else if (const std::string Wrong = Old.firstError(); !Wrong.empty())
      giveUp("clang cannot compile it: " + Wrong);
    else if (const std::string Wrong = New.firstError(); !Wrong.empty())
      giveUp("it does not compile any more: " + Wrong);
    else
      return true;
    return false;
  }

  llvm::Expected<std::vector<Difference>> differences(Inlining How) {
    Compiler.setOptimised(How == Inlining::None);
    const Compiled Old = Compiler.compile(Before, CompileTo::Bitcode);
    const Compiled New = Compiler.compile(After, CompileTo::Bitcode);
    Compiler.setOptimised(true);
    return compareModules(Old.output, New.output, How);
  }

  static bool differ(llvm::ArrayRef<Difference> All) {
    return llvm::any_of(All,
                        [](const Difference &One) { return !One.isOrder; });
  }

  void compareFunctions() {
    Answer.by = ProofBy::Functions;
    auto Different = differences(Inlining::None);
    if (!Different)
      return giveUp(llvm::toString(Different.takeError()));
    if (Different->empty())
      return;
    describe(*Different);
    Answer.by = ProofBy::Order;
    if (!differ(*Different))
      return;
    if (auto Early = differences(Inlining::Light)) {
      if (!differ(*Early)) {
        Answer.by = ProofBy::Early;
        return;
      }
    } else {
      llvm::consumeError(Early.takeError());
    }
    Answer.by = ProofBy::Functions;
    Answer.code = CodeProof::Different;
    if (Lines == LinesAre::Real)
      giveUp("it differs, maybe only in its lines: it does not compile if "
             "__LINE__ is a constant");
  }

  void describe(llvm::ArrayRef<Difference> Different) {
    for (const Difference &One : Different) {
      Answer.differences.push_back(One.name);
      Answer.sideBySide += "== " + One.name +
                           (One.isOrder ? ", in another order\n" : "\n") +
                           sideBySide(One.before, One.after) + "\n";
    }
  }

  const UnitJob &Job;
  UnitCompiler Compiler;
  const FilesOf Before, After;
  CompileTo To = CompileTo::Object;
  LinesAre Lines = LinesAre::One;
  UnitAnswer Answer;
};

void limit(int What, rlim_t Most) {
  rlimit Now{};
  if (::getrlimit(What, &Now) != 0)
    return;
  Now.rlim_cur = std::min(Most, Now.rlim_max);
  ::setrlimit(What, &Now);
}

void limitProcess(const UnitJob &Job) {
  limit(RLIMIT_CORE, 0);
  if (Job.seconds)
    limit(RLIMIT_CPU, Job.seconds);
  if (Job.megabytes && !HasShadowMemory)
    limit(RLIMIT_AS, rlim_t(Job.megabytes) << 20);
}

} // namespace

UnitAnswer pageless::proveUnit(const UnitJob &Job) {
  UnitAnswer Answer;
  const UnitCompiler Compiler(Job);
  auto Before = Compiler.files(Job.before);
  if (!Before) {
    Answer.reason = llvm::toString(Before.takeError());
    return Answer;
  }
  auto After = Compiler.files(Job.after);
  if (!After) {
    Answer.reason = llvm::toString(After.takeError());
    return Answer;
  }
  return Prover(Job, *Before, *After).prove();
}

int pageless::runProver(const std::string &JobFile,
                        const std::string &AnswerFile) {
  auto Text = llvm::MemoryBuffer::getFile(JobFile);
  if (!Text) {
    llvm::errs() << "pageless: cannot read " << JobFile << ": "
                 << Text.getError().message() << '\n';
    return 2;
  }
  auto Job = readJob((*Text)->getBuffer());
  if (!Job) {
    llvm::errs() << "pageless: " << JobFile << ": "
                 << llvm::toString(Job.takeError()) << '\n';
    return 2;
  }
  llvm::InitializeAllTargets();
  llvm::InitializeAllTargetMCs();
  llvm::InitializeAllAsmPrinters();
  llvm::InitializeAllAsmParsers();
  limitProcess(*Job);
  const std::string Answer = writeAnswer(proveUnit(*Job));
  if (llvm::Error E =
          llvm::writeToOutput(AnswerFile, [&](llvm::raw_ostream &Out) {
            Out << Answer;
            return llvm::Error::success();
          })) {
    llvm::errs() << "pageless: cannot write " << AnswerFile << ": "
                 << llvm::toString(std::move(E)) << '\n';
    return 2;
  }
  return 0;
}
