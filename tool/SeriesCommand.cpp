//===- tool/SeriesCommand.cpp - pageless series ---------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/SeriesCommand.h"

#include "engine/OutputFiles.h"
#include "engine/Version.h"
#include "series/Git.h"
#include "series/Series.h"
#include "tool/Guard.h"
#include "tool/Progress.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdlib>
#include <ctime>
#include <set>

using namespace pageless;
namespace cl = llvm::cl;
namespace fs = std::filesystem;

cl::SubCommand &pageless::seriesCommand() {
  static cl::SubCommand Command("series",
                                "convert a tree into mails that git am takes");
  return Command;
}

namespace {

/// The exit statuses, as --help and README.md list them.
enum ExitStatus { Done = 0, Usage = 2, Incomplete = 3, Internal = 4 };

cl::OptionCategory Category("Options of series");

cl::opt<std::string>
    OutDirectory("o", cl::sub(seriesCommand()), cl::cat(Category),
                 cl::value_desc("DIR"), cl::init("outgoing"),
                 cl::desc("where the mails go (default: outgoing)"));
cl::opt<Split> SplitOption(
    "split", cl::sub(seriesCommand()), cl::cat(Category), cl::init(Split::None),
    cl::desc("cut each rule's patch (default: none)"),
    cl::values(clEnumValN(Split::None, "none", "one patch for each rule"),
               clEnumValN(Split::Directory, "directory",
                          "by directory: drivers/md, fs/btrfs, block, ..."),
               clEnumValN(Split::Maintainer, "maintainer",
                          "by the most specific entry of MAINTAINERS")));
cl::opt<std::string> AuthorOption(
    "author", cl::sub(seriesCommand()), cl::cat(Category),
    cl::value_desc("NAME <MAIL>"),
    cl::desc("who sends the mails (default: what git says in the tree)"));
cl::opt<std::string>
    SignedOffBy("signed-off-by", cl::sub(seriesCommand()), cl::cat(Category),
                cl::value_desc("NAME <MAIL>"),
                cl::desc("sign each patch off; never done unless asked for"));
cl::opt<std::string>
    BaseOption("base", cl::sub(seriesCommand()), cl::cat(Category),
               cl::value_desc("COMMIT"),
               cl::desc("what the tree is at (default: HEAD if the tree is a\n"
                        "clean git repository, else none)"));
cl::opt<std::string> DateOption(
    "date", cl::sub(seriesCommand()), cl::cat(Category), cl::value_desc("DATE"),
    cl::desc("of the mails: YYYY-MM-DD HH:MM +ZZZZ, @SECONDS or a mail's date\n"
             "(default: SOURCE_DATE_EPOCH, else now)"));
cl::opt<unsigned> Reroll("reroll", cl::sub(seriesCommand()), cl::cat(Category),
                         cl::value_desc("N"), cl::init(1),
                         cl::desc("the posting's number, as in [PATCH v2]"));
cl::alias RerollShort("v", cl::cat(Category), cl::desc("short for --reroll"),
                      cl::aliasopt(Reroll));
cl::opt<bool> Rfc("rfc", cl::sub(seriesCommand()), cl::cat(Category),
                  cl::desc("mark the mails as [RFC PATCH]"));
cl::list<std::string> To("to", cl::sub(seriesCommand()), cl::cat(Category),
                         cl::value_desc("ADDRESS"),
                         cl::desc("a To: header for all mails"));
cl::list<std::string> Cc("cc", cl::sub(seriesCommand()), cl::cat(Category),
                         cl::value_desc("ADDRESS"),
                         cl::desc("a Cc: header for all mails"));
cl::opt<bool> CcMaintainers(
    "cc-maintainers", cl::sub(seriesCommand()), cl::cat(Category),
    cl::desc("Cc: lines for those whom MAINTAINERS names for the files"));

int fail(const llvm::Twine &Message, ExitStatus Status = Usage) {
  sayProblem(Message.str());
  return Status;
}

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), What);
}

llvm::Expected<Person> readPerson(const std::string &Text,
                                  llvm::StringRef Option) {
  if (auto P = parsePerson(Text))
    return *P;
  return problem("--" + Option + " wants \"NAME <MAIL>\", not \"" + Text +
                 "\"");
}

llvm::Expected<MailDate> readDate() {
  const char *Epoch = std::getenv("SOURCE_DATE_EPOCH");
  const bool Given = !DateOption.empty();
  if (!Given && (!Epoch || !*Epoch))
    return MailDate{static_cast<std::int64_t>(std::time(nullptr)), 0};
  const std::string Text =
      Given ? std::string(DateOption) : "@" + std::string(Epoch);
  if (auto Date = parseDate(Text))
    return *Date;
  return problem((Given ? "--date" : "SOURCE_DATE_EPOCH") +
                 llvm::Twine(" is no date: ") +
                 (Given ? Text : Text.substr(1)));
}

/// What needs no tree. Checked before anything is parsed.
llvm::Error readOptions(SeriesOptions &Options) {
  auto Date = readDate();
  if (!Date)
    return Date.takeError();
  Options.date = *Date;
  if (!AuthorOption.empty()) {
    auto Author = readPerson(AuthorOption, "author");
    if (!Author)
      return Author.takeError();
    Options.author = *Author;
  }
  if (!SignedOffBy.empty()) {
    auto Signer = readPerson(SignedOffBy, "signed-off-by");
    if (!Signer)
      return Signer.takeError();
    Options.signedOffBy = *Signer;
  }
  for (const auto *Addresses : {&To, &Cc})
    for (const std::string &Address : *Addresses)
      if (!parsePerson(Address) &&
          (llvm::StringRef(Address).count('@') != 1 ||
           Address.find_first_of(" \t\n<>") != std::string::npos))
        return problem("not an address: " + Address);
  if (Reroll == 0)
    return problem("--reroll counts from 1");
  Options.version = Reroll;
  Options.rfc = Rfc;
  Options.to.assign(To.begin(), To.end());
  Options.cc.assign(Cc.begin(), Cc.end());
  Options.ccMaintainers = CcMaintainers;
  Options.split = SplitOption;
  return llvm::Error::success();
}

/// What the tree's repository says, unless an option does.
llvm::Error askGit(SeriesOptions &Options) {
  const Git Tree(Options.root);
  if (AuthorOption.empty()) {
    Options.author = Tree.author();
    if (Options.author.name.empty() || Options.author.mail.empty())
      return problem("git knows no user.name and user.email for " +
                     Options.root +
                     "; say who you are with --author "
                     "\"NAME <MAIL>\"");
  }
  if (BaseOption.empty()) {
    if (Tree.isClean())
      Options.base = Tree.commit("HEAD").value_or("");
    return llvm::Error::success();
  }
  const llvm::StringRef Given = BaseOption;
  const bool IsHash =
      Given.size() == 40 && llvm::all_of(Given, llvm::isHexDigit);
  if (auto Hash = Tree.isRepository() ? Tree.commit(BaseOption) : std::nullopt)
    Options.base = *Hash;
  else if (IsHash && !Tree.isRepository())
    Options.base = Given.lower();
  else
    return problem("--base " + Given + ": " +
                   (Tree.isRepository()
                        ? "no such commit in " + Options.root
                        : Options.root + " is no git repository, so give the "
                                         "full hash"));
  return llvm::Error::success();
}

/// True if an earlier run wrote this mail.
bool isOurs(llvm::StringRef Path) {
  if (!Path.ends_with(".patch"))
    return false;
  auto Buffer = llvm::MemoryBuffer::getFile(Path);
  return Buffer && (*Buffer)->getBuffer().starts_with("From 00000000") &&
         (*Buffer)->getBuffer().contains("\n-- \npageless ");
}

llvm::Error writeFiles(const Series &S, const std::string &Directory) {
  if (const std::error_code E = llvm::sys::fs::create_directories(Directory))
    return problem("cannot make " + Directory + ": " + E.message());
  OutputFiles Files;
  std::set<std::string> Fresh;
  for (const SeriesFile &File : S.files) {
    const std::string Path = Directory + "/" + File.name;
    if (llvm::Error E = Files.add(Path, File.text))
      return E;
    Fresh.insert(Path);
  }
  std::vector<std::string> Stale;
  for (std::string &Path : filesIn(Directory))
    if (!Fresh.count(Path) && isOurs(Path))
      Stale.push_back(std::move(Path));
  return Files.finish(Stale);
}

void printSummary(const Result &R, const Series &S,
                  const std::string &Directory) {
  for (const SeriesFile &File : S.files)
    llvm::outs() << Directory << '/' << File.name << '\n';
  const auto Count = [&](Verdict V) {
    const auto It = R.totals.verdicts.find(std::string(toString(V)));
    return It == R.totals.verdicts.end() ? 0 : It->second;
  };
  llvm::outs() << S.patches.size()
               << " patches and a cover letter: " << Count(Verdict::Converted)
               << " sites converted, "
               << Count(Verdict::Manual) + Count(Verdict::Conflict)
               << " for a person to look at.\n"
               << "To apply: git am --empty=drop " << Directory
               << "/*.patch (the cover letter holds no patch)\n";
  for (const std::string &Note : S.notes)
    llvm::outs() << "Note: " << Note << '\n';
  llvm::outs().flush();
}

llvm::Expected<Result> convertWithProgress(ConvertOptions Convert,
                                           bool ShowsProgress) {
  ProgressLine Line(llvm::errs());
  if (ShowsProgress)
    Convert.progress = [&](std::size_t Done, std::size_t Total) {
      Line.update(Done, Total);
    };
  llvm::Expected<Conversion> Converted = convert(Convert);
  Line.clear();
  if (!Converted)
    return Converted.takeError();
  return std::move(Converted->result);
}

} // namespace

int pageless::runSeries(ConvertOptions Convert, bool ShowsProgress) {
  SeriesOptions Options;
  Options.rules = Convert.rules;
  auto Loaded = loadProfile(Convert.profile);
  if (!Loaded)
    return fail(llvm::toString(Loaded.takeError()));
  Options.profile = Loaded->name;
  if (llvm::Error E = readOptions(Options))
    return fail(llvm::toString(std::move(E)));
  auto Root = findTree(Convert);
  if (!Root)
    return fail(llvm::toString(Root.takeError()));
  Options.root = *Root;
  if (llvm::Error E = askGit(Options))
    return fail(llvm::toString(std::move(E)));
  auto S = makeSeries(Options, [&](const std::vector<std::string> &Rules,
                                   const FileTexts &InMemory) {
    Convert.rules = Rules;
    Convert.inMemory = InMemory;
    return convertWithProgress(Convert, ShowsProgress);
  });
  if (!S)
    return fail(llvm::toString(S.takeError()));
  const Result &R = S->result;
  if (!R.internalErrors.empty())
    return fail(R.internalErrors.front(), Internal);
  if (llvm::Error E = writeFiles(*S, OutDirectory))
    return fail(llvm::toString(std::move(E)), Incomplete);
  printSummary(R, *S, OutDirectory);
  return R.isComplete() ? Done : Incomplete;
}
