//===- tool/CompdbCommand.cpp ---------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CompdbCommand.h"
#include "compdb/Configuration.h"
#include "compdb/Import.h"
#include "tool/Guard.h"
#include "tool/Progress.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/raw_ostream.h"

#include <thread>

using namespace pageless;
namespace cl = llvm::cl;
namespace fs = llvm::sys::fs;

namespace {

enum ExitStatus { Done = 0, Usage = 2, Incomplete = 3 };
enum class When { Auto, Always, Never };

cl::SubCommand Command("compdb",
                       "make compile databases of a kernel tree, with neither "
                       "a build nor a cross compiler");
cl::OptionCategory Category("Options of compdb");
cl::opt<std::string>
    Tree("tree", cl::sub(Command), cl::cat(Category), cl::value_desc("DIR"),
         cl::desc("root of the kernel tree; nothing is written there"));
cl::list<std::string>
    Arches("arch", cl::sub(Command), cl::cat(Category), cl::CommaSeparated,
           cl::value_desc("A,B,..."),
           cl::desc("architectures, as the kernel's ARCH= names them, or all\n"
                    "(default: x86_64)"));
cl::opt<std::string>
    Config("config", cl::sub(Command), cl::cat(Category),
           cl::value_desc("NAME|FILE"), cl::init("allmodconfig"),
           cl::desc("what make is to configure, e.g. defconfig, or a .config\n"
                    "(default: allmodconfig)"));
cl::list<std::string>
    Set("set", cl::sub(Command), cl::cat(Category),
        cl::value_desc("CONFIG_X=y"),
        cl::desc("an option to have another value; may be given more than\n"
                 "once"));
cl::opt<std::string> From(
    "from", cl::sub(Command), cl::cat(Category), cl::value_desc("FILE"),
    cl::desc("read the commands from a compile_commands.json or from what\n"
             "make V=1 printed, and make only that database"));
cl::opt<std::string>
    Out("o", cl::sub(Command), cl::cat(Category), cl::value_desc("DIR"),
        cl::init("pageless-compdb"),
        cl::desc("where the databases go, each into DIR/<arch>-<config>\n"
                 "(default: pageless-compdb)"));
cl::opt<unsigned> Jobs("j", cl::sub(Command), cl::cat(Category), cl::Prefix,
                       cl::value_desc("N"), cl::init(0),
                       cl::desc("jobs of make (default: one per core)"));
cl::opt<When> ProgressOption(
    "progress", cl::sub(Command), cl::cat(Category), cl::init(When::Auto),
    cl::desc("the progress line on stderr (default: auto)"),
    cl::values(clEnumValN(When::Auto, "auto", "if it is a terminal"),
               clEnumValN(When::Always, "always", "always"),
               clEnumValN(When::Never, "never", "never")));
cl::list<std::string>
    Targets(cl::Positional, cl::sub(Command), cl::cat(Category),
            cl::desc("[TARGET...] (folders or objects; default: all)"));

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

std::string absolute(llvm::StringRef Path) {
  llvm::SmallString<256> Whole(Path);
  fs::make_absolute(Whole);
  llvm::sys::path::remove_dots(Whole, /*remove_dot_dot=*/true);
  return std::string(Whole);
}

/// The folder with the links in its path followed, as far as it exists.
std::string realFolder(llvm::StringRef Path) {
  const std::string Whole = absolute(Path);
  for (llvm::StringRef Up = Whole; !Up.empty();
       Up = llvm::sys::path::parent_path(Up)) {
    llvm::SmallString<256> Real;
    if (!fs::real_path(Up, Real))
      return absolute(Real.str().str() + Whole.substr(Up.size()));
  }
  return Whole;
}

/// Names that make answers without a question, unlike menuconfig.
bool isConfigTarget(llvm::StringRef Name) {
  return Name.find_first_of("/. ") == llvm::StringRef::npos &&
         (Name.ends_with("defconfig") || Name == "allmodconfig" ||
          Name == "allyesconfig" || Name == "allnoconfig" ||
          Name == "tinyconfig" || Name == "randconfig");
}

llvm::Error readConfig(CompdbRequest &Request) {
  if (isConfigTarget(Config)) {
    Request.config = Config;
  } else if (fs::is_regular_file(Config)) {
    Request.configFile = absolute(Config);
  } else {
    return problem("--config " + Config +
                   ": neither a file nor a name like allmodconfig or "
                   "defconfig");
  }
  for (const std::string &Text : Set) {
    auto Option = SetOption::parse(Text);
    if (!Option)
      return Option.takeError();
    Request.set.push_back(*Option);
  }
  return llvm::Error::success();
}

llvm::Expected<std::vector<const Architecture *>>
readArchitectures(const KernelTree &Kernel) {
  std::vector<const Architecture *> Chosen;
  std::vector<std::string> Names(Arches.begin(), Arches.end());
  if (Names.empty())
    Names.push_back("x86_64");
  for (const std::string &Name : Names) {
    if (Name == "all") {
      for (const Architecture &Arch : allArchitectures())
        if (Kernel.has(Arch) &&
            (llvm::StringRef(Arch.name) == Arch.folder ||
             llvm::StringRef(Arch.name) == "x86_64") &&
            llvm::StringRef(Arch.name) != "x86")
          Chosen.push_back(&Arch);
      continue;
    }
    const Architecture *Arch = findArchitecture(Name);
    if (!Arch) {
      std::vector<std::string> Known;
      for (const Architecture &Each : allArchitectures())
        Known.push_back(Each.name);
      return problem("no architecture '" + Name +
                     "'; there are: " + llvm::join(Known, " "));
    }
    if (!Kernel.has(*Arch))
      return problem(Kernel.root + " has no arch/" + Arch->folder);
    if (!llvm::is_contained(Chosen, Arch))
      Chosen.push_back(Arch);
  }
  return Chosen;
}

/// Everything that can be wrong about the command line itself.
llvm::Error readRequest(CompdbRequest &Request,
                        std::vector<const Architecture *> &Chosen) {
  if (Tree.empty())
    return problem("name the kernel's tree with --tree");
  auto Kernel = KernelTree::open(Tree);
  if (!Kernel)
    return Kernel.takeError();
  Request.tree = std::move(*Kernel);
  Request.out = realFolder(Out);
  if (llvm::Error E = checkMakePath(Request.out))
    return E;
  if (llvm::StringRef(Request.out + "/").starts_with(Request.tree.root + "/"))
    return problem("the folder " + Request.out + " lies in the tree " +
                   Request.tree.root + "; name another one with -o");
  if (llvm::Error E = readConfig(Request))
    return E;
  auto Found = readArchitectures(Request.tree);
  if (!Found)
    return Found.takeError();
  Chosen = std::move(*Found);
  for (const std::string &Name : Targets) {
    auto Target = Request.tree.makeTarget(Name);
    if (!Target)
      return Target.takeError();
    Request.targets.push_back(std::move(*Target));
  }
  for (const Architecture *Arch : Chosen) {
    const std::string Folder = configurationDirectory(Request, *Arch);
    if (fs::exists(Folder + "/.config") && !fs::exists(Folder + "/.pageless"))
      return problem(Folder + "/.config is not from pageless and would be "
                              "overwritten; name another folder with -o");
    if (llvm::Error E = checkMakePath(Folder))
      return E;
  }
  auto Tools = Toolchain::find(Request.tree);
  if (!Tools)
    return Tools.takeError();
  Request.tools = std::move(*Tools);
  Request.jobs =
      Jobs ? Jobs : std::max(1u, std::thread::hardware_concurrency());
  return llvm::Error::success();
}

bool showsProgress() {
  return ProgressOption == When::Always ||
         (ProgressOption == When::Auto &&
          llvm::sys::Process::StandardErrIsDisplayed());
}

/// Says what became of one architecture; gives true if all of it is there.
bool report(const Architecture &Arch, const CompdbResult &Result) {
  if (Result.error) {
    llvm::errs() << "pageless: " << Arch.name << ": " << *Result.error << '\n';
    for (const std::string &Line : Result.log)
      llvm::errs() << "    " << Line << '\n';
    return false;
  }
  for (const std::string &Note : Result.notes)
    llvm::errs() << Arch.name << ": note: " << Note << '\n';
  for (const std::string &Shortfall : Result.shortfalls)
    llvm::errs() << "pageless: " << Arch.name << ": " << Shortfall << '\n';
  double Seconds = 0;
  for (const auto &[Step, Time] : Result.seconds)
    Seconds += Time;
  llvm::outs() << Result.directory << ": " << Result.commands
               << " compile commands";
  if (Result.generated)
    llvm::outs() << ", " << Result.generated << " of them for files that only "
                 << "a build makes";
  llvm::outs() << llvm::format(", %.0f s\n", Seconds);
  llvm::outs().flush();
  return Result.shortfalls.empty();
}

int makeAll(CompdbRequest &Request,
            const std::vector<const Architecture *> &Chosen) {
  ProgressLine Line(llvm::errs());
  const bool Shows = showsProgress();
  bool Complete = true;
  std::string Ready;
  for (const Architecture *Arch : Chosen) {
    Request.onCommand = [&](const std::string &Text) {
      Line.clear();
      llvm::errs() << Arch->name << ": " << Text << '\n';
    };
    Request.onProgress = [&](const char *What, std::size_t Count) {
      if (Shows)
        Line.show(
            (llvm::Twine(Arch->name) + ": " + llvm::Twine(Count) + " " + What)
                .str());
    };
    const CompdbResult Result = makeDatabase(Request, *Arch);
    Line.clear();
    Complete &= report(*Arch, Result);
    if (!Result.error)
      Ready += " -p " + Result.directory;
  }
  if (!Ready.empty())
    llvm::outs() << "pageless convert" << Ready << " --tree "
                 << Request.tree.root << '\n';
  llvm::outs().flush();
  return Complete ? Done : Incomplete;
}

int usage(llvm::Error E) {
  sayProblem(llvm::toString(std::move(E)));
  return Usage;
}

int runImport() {
  if (!Arches.empty() || !Set.empty() || Config.getNumOccurrences() ||
      !Targets.empty())
    return usage(problem("--from takes the commands as they are; it goes with "
                         "--tree and -o only"));
  ImportRequest Request;
  Request.file = absolute(From);
  Request.tree = Tree.empty() ? "" : absolute(Tree);
  Request.out = absolute(Out);
  auto Imported = importDatabase(Request);
  if (!Imported)
    return usage(Imported.takeError());
  llvm::outs() << Request.out << ": " << Imported->commands
               << " compile commands";
  if (Imported->generated)
    llvm::outs() << ", " << Imported->generated
                 << " of them for files that are not there";
  llvm::outs() << '\n';
  for (const std::string &Note : Imported->notes)
    llvm::errs() << "note: " << Note << '\n';
  llvm::outs() << "pageless convert -p " << Request.out << '\n';
  return Done;
}

} // namespace

void pageless::setUpCompdbCommand() {
  cl::HideUnrelatedOptions(Category, Command);
}

std::optional<int> pageless::runCompdbCommand() {
  if (!Command)
    return std::nullopt;
  if (!From.empty())
    return runImport();
  CompdbRequest Request;
  std::vector<const Architecture *> Chosen;
  if (llvm::Error E = readRequest(Request, Chosen))
    return usage(std::move(E));
  return makeAll(Request, Chosen);
}
