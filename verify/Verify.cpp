//===- verify/Verify.cpp --------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "verify/Verify.h"

#include "engine/Convert.h"
#include "engine/Rule.h"
#include "engine/Timing.h"
#include "verify/Ledger.h"
#include "verify/Patches.h"
#include "verify/SavedReport.h"
#include "verify/Scratch.h"
#include "verify/Units.h"

#include "clang/Basic/Version.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"

#include <mutex>
#include <tuple>

using namespace pageless;

namespace {

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

/// What was read before the first unit is compiled.
struct Inputs {
  SavedReport report;
  std::vector<SavedPatch> patches;
  std::string root;
  std::map<std::string, FileVersions> versions;
  std::vector<CompileDatabase> databases;
};

llvm::Expected<SavedReport> reportIn(const std::string &Out) {
  const std::string Path = Out + "/report.json";
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  if (!Buffer)
    return problem("cannot read " + Path + ": " + Buffer.getError().message() +
                   "; name the folder that convert --out wrote");
  auto Report = readReport((*Buffer)->getBuffer());
  if (!Report)
    return problem("cannot read " + Path + ": " +
                   llvm::toString(Report.takeError()));
  return Report;
}

llvm::Expected<Inputs> readInputs(const VerifyOptions &Options) {
  Inputs In;
  auto Report = reportIn(Options.out);
  if (!Report)
    return Report.takeError();
  In.report = std::move(*Report);
  auto Patches = readPatches(Options.out);
  if (!Patches)
    return Patches.takeError();
  In.patches = std::move(*Patches);
  ConvertOptions Convert;
  Convert.databases = Options.databases;
  Convert.tree = Options.tree;
  Convert.jobs = Options.jobs;
  auto Root = findTree(Convert);
  if (!Root)
    return Root.takeError();
  In.root = std::move(*Root);
  bool IsApplied = false;
  auto Versions = readVersions(In.patches, In.root, IsApplied);
  if (!Versions)
    return Versions.takeError();
  In.versions = std::move(*Versions);
  const TreePaths Paths(In.root);
  for (const std::string &Path : expandDatabases(Options.databases)) {
    auto Database = loadCompileDatabase(Path, Paths, nullptr, Options.jobs);
    if (!Database)
      return Database.takeError();
    In.databases.push_back(std::move(*Database));
  }
  makeNamesUnique(In.databases);
  return In;
}

/// The fields that the rules of a report hide.
std::vector<PoisonField> fieldsOf(const SavedReport &Report) {
  std::vector<PoisonField> Fields;
  for (const std::string &Id : Report.rules)
    if (const Rule *R = findRule(Id); R && !R->hides.empty()) {
      const auto [Record, Field] = llvm::StringRef(R->hides).split("::");
      Fields.push_back({Record.str(), Field.str()});
    }
  return Fields;
}

/// The files that rules edit which may change code.
std::set<std::string> unclaimedFiles(const Inputs &In) {
  std::set<std::string> Files;
  for (const SavedPatch &Patch : In.patches)
    if (const Rule *R = findRule(Patch.stem); R && !R->sameCode)
      for (const FileDiff &Diff : Patch.files)
        Files.insert(pathOf(Diff));
  return Files;
}

/// Runs the provers and gathers what they say.
class Verifier {
public:
  Verifier(const VerifyOptions &Options, const Inputs &In, Scratch &Work)
      : Options(Options), In(In), Work(Work), Unclaimed(unclaimedFiles(In)) {
    for (const PoisonField &Field : fieldsOf(In.report))
      Fields.push_back({Field, 0, {}, {}});
  }

  llvm::Error run(llvm::ArrayRef<UnitCommand> Units) {
    const Stage Timed("prove");
    Total = Units.size();
    llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Options.jobs));
    for (const UnitCommand &Unit : Units)
      Pool.async([&, this] { prove(Unit); });
    Pool.wait();
    return Failed.empty() ? llvm::Error::success() : problem(Failed);
  }

  Verification finish() {
    Found.compiler = "clang version " + std::string(CLANG_VERSION_STRING);
    llvm::sort(Found.units, [](const UnitProof &A, const UnitProof &B) {
      return std::tie(A.file, A.configuration, A.seconds) <
             std::tie(B.file, B.configuration, B.seconds);
    });
    std::set<std::string> Read;
    for (const UnitProof &Unit : Found.units)
      Read.insert(Unit.edited.begin(), Unit.edited.end());
    for (const auto &[File, Texts] : In.versions)
      if (!Read.count(File))
        Found.unread.push_back(File);
    for (const FieldAnswers &Field : Fields)
      Found.poison.push_back(
          checkLedger(Field, In.report, In.patches, In.versions, In.root));
    return std::move(Found);
  }

private:
  UnitJob jobFor(const UnitCommand &Unit) const {
    UnitJob Job;
    Job.root = In.root;
    Job.directory = Unit.command->directory;
    Job.arguments.assign(Unit.command->arguments.begin(),
                         Unit.command->arguments.end());
    Job.before = Work.before();
    Job.after = Work.after();
    for (const auto &[File, Texts] : In.versions)
      Job.edited.push_back(File);
    for (const FieldAnswers &Field : Fields)
      Job.poison.push_back(Field.field);
    Job.onlyIfEdited = Unit.onlyIfEdited;
    Job.seconds = Options.seconds;
    Job.megabytes = Options.megabytes;
    return Job;
  }

  void prove(const UnitCommand &Unit) {
    UnitProof Proof;
    Proof.file = Unit.command->file;
    Proof.configuration = Unit.database->name;
    UnitAnswer Answer =
        Work.ask(jobFor(Unit), Proof.seconds, Proof.peakMegabytes);
    Proof.code = Answer.code;
    Proof.by = Answer.by;
    Proof.reason = std::move(Answer.reason);
    Proof.newDiagnostics = std::move(Answer.newDiagnostics);
    Proof.differences = std::move(Answer.differences);
    Proof.edited = std::move(Answer.edited);
    Proof.claimed = llvm::none_of(Proof.edited, [&](const std::string &File) {
      return Unclaimed.count(File) != 0;
    });
    const std::lock_guard Lock(Mutex);
    if (llvm::Error E = keepSideBySide(Answer, Proof))
      Failed = llvm::toString(std::move(E));
    for (auto &[I, Uses] : Answer.uses) {
      ++Fields[I].units;
      for (auto &[File, Offsets] : Uses)
        Fields[I].uses[File].merge(Offsets);
    }
    for (auto &[I, Places] : Answer.unspelled)
      Fields[I].unspelled.merge(Places);
    if (Answer.concerned)
      Found.units.push_back(std::move(Proof));
    ++Done;
    if (Options.progress)
      Options.progress(Done, Total);
  }

  /// Writes what differs below OUT, under a name made of the unit's.
  llvm::Error keepSideBySide(const UnitAnswer &Answer, UnitProof &Proof) {
    if (Answer.sideBySide.empty())
      return llvm::Error::success();
    std::string Name = Proof.file + "." + Proof.configuration + ".txt";
    std::replace(Name.begin(), Name.end(), '/', '-');
    Proof.sideBySide = "verify/" + Name;
    if (const std::error_code E =
            llvm::sys::fs::create_directories(Options.out + "/verify"))
      return problem("cannot make " + Options.out + "/verify: " + E.message());
    return llvm::writeToOutput(Options.out + "/" + Proof.sideBySide,
                               [&](llvm::raw_ostream &Out) {
                                 Out << Answer.sideBySide;
                                 return llvm::Error::success();
                               });
  }

  const VerifyOptions &Options;
  const Inputs &In;
  Scratch &Work;
  const std::set<std::string> Unclaimed;
  std::vector<FieldAnswers> Fields;
  std::mutex Mutex; ///< of what follows
  Verification Found;
  std::string Failed;
  std::size_t Done = 0, Total = 0;
};

} // namespace

llvm::Expected<Verification> pageless::verify(const VerifyOptions &Options) {
  auto In = readInputs(Options);
  if (!In)
    return In.takeError();
  std::set<std::string> Edited;
  for (const auto &[File, Texts] : In->versions)
    Edited.insert(File);
  auto Units =
      chooseUnits(In->report, Edited, In->databases, Options.everyUnit);
  if (!Units)
    return Units.takeError();
  auto Work = Scratch::make(Options.program, In->versions);
  if (!Work)
    return Work.takeError();
  for (const std::string &File : In->report.sideBySides)
    (void)llvm::sys::fs::remove(Options.out + "/" + File);
  Verifier V(Options, *In, **Work);
  if (llvm::Error E = V.run(*Units))
    return std::move(E);
  return V.finish();
}
