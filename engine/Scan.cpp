//===- engine/Scan.cpp ----------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/Scan.h"

#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/ThreadPool.h"

#include <cstring>
#include <filesystem>
#include <functional>
#include <mutex>

using namespace pageless;
namespace fs = std::filesystem;

namespace {

bool isSource(const fs::path &Path) {
  return Path.extension() == ".c" || Path.extension() == ".h";
}

/// The sources below \p Folder, which is \p Root or below it.
llvm::Expected<std::vector<std::string>>
listSources(const std::string &Root, const std::string &Folder,
            const FileTexts &InMemory) {
  std::vector<std::string> Sources;
  std::error_code Error;
  fs::recursive_directory_iterator It(Folder, Error), End;
  for (; !Error && It != End; It.increment(Error)) {
    // A link is another name of a file that is listed under its own.
    if (It->is_symlink())
      continue;
    if (It->path().filename() == ".git") {
      It.disable_recursion_pending();
      continue;
    }
    if (isSource(It->path()) && It->is_regular_file())
      Sources.push_back(It->path().string().substr(Root.size() + 1));
  }
  if (Error)
    return llvm::createStringError(Error, "cannot list " + Folder + ": " +
                                              Error.message());
  for (const auto &[File, Text] : InMemory)
    if (isSource(File) &&
        llvm::StringRef(Root + "/" + File).starts_with(Folder + "/"))
      Sources.push_back(File);
  llvm::sort(Sources);
  Sources.erase(std::unique(Sources.begin(), Sources.end()), Sources.end());
  return Sources;
}

/// The sources at or below \p Paths; of the whole tree if there are none.
llvm::Expected<std::vector<std::string>>
listScope(const std::string &Root, llvm::ArrayRef<std::string> Paths,
          const FileTexts &InMemory) {
  if (Paths.empty() || llvm::is_contained(Paths, ""))
    return listSources(Root, Root, InMemory);
  std::set<std::string> Found;
  for (const std::string &Path : Paths) {
    const std::string Full = Root + "/" + Path;
    if (fs::is_directory(Full)) {
      auto Below = listSources(Root, Full, InMemory);
      if (!Below)
        return Below.takeError();
      Found.insert(Below->begin(), Below->end());
    } else if (isSource(Path) &&
               (InMemory.count(Path) ||
                (fs::is_regular_file(Full) && !fs::is_symlink(Full)))) {
      Found.insert(Path);
    }
  }
  return std::vector<std::string>(Found.begin(), Found.end());
}

/// True if \p Text holds \p Name with no identifier byte on either side.
bool spells(llvm::StringRef Text, llvm::StringRef Name) {
  const char *From = Text.begin();
  for (;;) {
    // glibc's memmem() is several times as fast as any find() of C++.
    const auto Left = static_cast<std::size_t>(Text.end() - From);
    const void *At = memmem(From, Left, Name.data(), Name.size());
    if (!At)
      return false;
    const char *Begin = static_cast<const char *>(At);
    const char *End = Begin + Name.size();
    const bool Starts =
        Begin == Text.begin() || !clang::isAsciiIdentifierContinue(Begin[-1]);
    const bool Ends =
        End == Text.end() || !clang::isAsciiIdentifierContinue(*End);
    if (Starts && Ends)
      return true;
    From = Begin + 1;
  }
}

/// Runs \p Work on chunks of \p Files in parallel. Chunks keep the pool's
/// bookkeeping out of the profile.
void forEachFile(llvm::ArrayRef<std::string> Files, unsigned Threads,
                 const std::function<void(const std::string &)> &Work) {
  constexpr std::size_t Chunk = 256;
  llvm::DefaultThreadPool Pool(llvm::hardware_concurrency(Threads));
  for (std::size_t I = 0; I < Files.size(); I += Chunk)
    Pool.async([&, I] {
      for (const std::string &File :
           Files.slice(I, std::min(Chunk, Files.size() - I)))
        Work(File);
    });
  Pool.wait();
}

/// The macros that \p Text defines with one of \p Names in the body, by name.
void collectDefiners(llvm::StringRef Text, const llvm::StringSet<> &Names,
                     std::map<std::string, std::set<std::string>> &Out) {
  if (llvm::none_of(Names.keys(),
                    [&](llvm::StringRef N) { return spells(Text, N); }))
    return;
  for (const Word &W : lexFile("", Text, Names).words)
    if (W.kind == WordKind::MacroBody)
      Out[W.text].insert(W.macro);
}

} // namespace

std::size_t Ledger::countWords() const {
  std::size_t Count = 0;
  for (const auto &[File, Lexed] : files)
    Count += Lexed.words.size();
  return Count;
}

bool Ledger::isAsked(const Word &W) const {
  if (!asked)
    return true;
  const auto It = asked->find(W.file);
  return It != asked->end() && It->second.count(W.offset);
}

const std::vector<std::string> &Ledger::sources() const {
  std::call_once(Listed->once, [&] {
    if (auto All = listSources(root, root, inMemory))
      Listed->sources = std::move(*All);
    else
      llvm::consumeError(All.takeError());
  });
  return Listed->sources;
}

void Ledger::setSources(std::vector<std::string> Sources) {
  std::call_once(Listed->once, [&] { Listed->sources = std::move(Sources); });
}

const Word *Ledger::find(const std::string &File, std::size_t Offset) const {
  const auto It = files.find(File);
  if (It == files.end())
    return nullptr;
  const auto &Words = It->second.words;
  const auto At = llvm::lower_bound(
      Words, Offset, [](const Word &W, std::size_t O) { return W.offset < O; });
  return At != Words.end() && At->offset == Offset ? &*At : nullptr;
}

llvm::Expected<std::string> Ledger::read(const std::string &File) const {
  if (const auto It = inMemory.find(File); It != inMemory.end())
    return It->second;
  return readFile(root + "/" + File);
}

llvm::Expected<std::string> pageless::readFile(const std::string &Path) {
  auto Buffer = llvm::MemoryBuffer::getFile(Path, /*IsText=*/false,
                                            /*RequiresNullTerminator=*/false,
                                            /*IsVolatile=*/true);
  if (!Buffer)
    return llvm::createStringError(Buffer.getError(),
                                   "cannot read " + Path + ": " +
                                       Buffer.getError().message());
  return (*Buffer)->getBuffer().str();
}

llvm::Expected<Ledger> pageless::scanTree(const std::string &Root,
                                          const llvm::StringSet<> &Triggers,
                                          llvm::ArrayRef<std::string> Paths,
                                          unsigned Threads,
                                          const FileTexts &InMemory) {
  Ledger L;
  L.root = Root;
  L.inMemory = InMemory;
  llvm::Expected<std::vector<std::string>> Scope =
      listScope(Root, Paths, InMemory);
  if (!Scope)
    return Scope.takeError();

  std::mutex Mutex;
  llvm::Error Failure = llvm::Error::success();
  forEachFile(*Scope, Threads, [&](const std::string &File) {
    llvm::Expected<std::string> Text = L.read(File);
    if (!Text) {
      const std::lock_guard Lock(Mutex);
      Failure = llvm::joinErrors(std::move(Failure), Text.takeError());
      return;
    }
    if (llvm::none_of(Triggers.keys(), [&](llvm::StringRef Trigger) {
          return spells(*Text, Trigger);
        }))
      return;
    LexedFile Lexed = lexFile(File, *Text, Triggers);
    const std::lock_guard Lock(Mutex);
    L.files.emplace(File, std::move(Lexed));
    L.texts.emplace(File, std::move(*Text));
  });
  if (Failure)
    return Failure;
  if (Paths.empty())
    L.setSources(std::move(*Scope));
  return L;
}

llvm::StringSet<> Carriers::leadingTo(const std::string &Macro) const {
  llvm::StringSet<> Names;
  std::vector<std::string> Pending = {Macro};
  while (!Pending.empty()) {
    const std::string Name = std::move(Pending.back());
    Pending.pop_back();
    if (!Names.insert(Name).second)
      continue;
    if (const auto It = usedIn.find(Name); It != usedIn.end())
      Pending.insert(Pending.end(), It->second.begin(), It->second.end());
  }
  return Names;
}

Carriers pageless::findCarriers(const Ledger &L, unsigned Threads) {
  Carriers Found;
  llvm::StringSet<> Fresh;
  for (const auto &[File, Lexed] : L.files)
    for (const Word &W : Lexed.words)
      if (W.kind == WordKind::MacroBody)
        Fresh.insert(W.macro);
  // A macro of a .c file can only carry into that file, which the ledger has
  // read already; those of headers carry anywhere.
  std::vector<std::string> Candidates;
  if (!Fresh.empty())
    llvm::copy_if(L.sources(), std::back_inserter(Candidates),
                  [&](llvm::StringRef File) {
                    return File.ends_with(".h") || L.files.count(File.str());
                  });
  while (!Fresh.empty()) {
    for (llvm::StringRef Name : Fresh.keys())
      Found.names.insert(Name);
    llvm::StringSet<> Next;
    std::mutex Mutex;
    forEachFile(Candidates, Threads, [&](const std::string &File) {
      llvm::Expected<std::string> Text = L.read(File);
      if (!Text)
        return llvm::consumeError(Text.takeError());
      std::map<std::string, std::set<std::string>> Here;
      collectDefiners(*Text, Fresh, Here);
      const std::lock_guard Lock(Mutex);
      for (const auto &[Name, Users] : Here)
        for (const std::string &User : Users) {
          Found.usedIn[Name].insert(User);
          if (!Found.names.contains(User))
            Next.insert(User);
        }
    });
    Fresh = std::move(Next);
  }
  return Found;
}

namespace {

/// Calls \p Found with the file name of every #include in \p Text.
void forEachInclude(llvm::StringRef Text,
                    llvm::function_ref<void(llvm::StringRef)> Found) {
  constexpr llvm::StringRef Keyword = "include";
  const char *From = Text.begin();
  while (const void *At =
             memmem(From, static_cast<std::size_t>(Text.end() - From),
                    Keyword.data(), Keyword.size())) {
    From = static_cast<const char *>(At) + Keyword.size();
    llvm::StringRef Rest(From, static_cast<std::size_t>(Text.end() - From));
    Rest = Rest.ltrim(" \t");
    if (!Rest.consume_front("\"") && !Rest.consume_front("<"))
      continue;
    const llvm::StringRef Path = Rest.substr(0, Rest.find_first_of("\">\n"));
    const std::size_t Slash = Path.rfind('/');
    Found(Slash == llvm::StringRef::npos ? Path : Path.substr(Slash + 1));
  }
}

using FilesByName = std::map<std::string, std::vector<std::string>>;

/// Reads \p Files and gathers, for each name that \p Search reports for a text,
/// the files it was reported for.
FilesByName
gather(const Ledger &L, llvm::ArrayRef<std::string> Files, unsigned Threads,
       llvm::function_ref<void(llvm::StringRef Text, llvm::StringSet<> &Names)>
           Search) {
  FilesByName Found;
  std::mutex Mutex;
  forEachFile(Files, Threads, [&](const std::string &File) {
    llvm::Expected<std::string> Text = L.read(File);
    if (!Text)
      return llvm::consumeError(Text.takeError());
    llvm::StringSet<> Names;
    Search(*Text, Names);
    const std::lock_guard Lock(Mutex);
    for (const llvm::StringRef Name : Names.keys())
      Found[Name.str()].push_back(File);
  });
  for (auto &[Name, OfName] : Found)
    llvm::sort(OfName);
  return Found;
}

} // namespace

std::map<std::string, std::vector<std::string>>
pageless::findSpellers(const Ledger &L, llvm::ArrayRef<std::string> Candidates,
                       const llvm::StringSet<> &Names, unsigned Threads) {
  return gather(L, Candidates, Threads,
                [&](llvm::StringRef Text, llvm::StringSet<> &Found) {
                  for (const llvm::StringRef Name : Names.keys())
                    if (spells(Text, Name))
                      Found.insert(Name);
                });
}

std::map<std::string, std::vector<std::string>>
pageless::findIncluding(const Ledger &L, const llvm::StringSet<> &Names,
                        unsigned Threads) {
  return gather(L, L.sources(), Threads,
                [&](llvm::StringRef Text, llvm::StringSet<> &Found) {
                  forEachInclude(Text, [&](llvm::StringRef Name) {
                    if (Names.contains(Name))
                      Found.insert(Name);
                  });
                });
}
