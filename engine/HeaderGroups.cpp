//===- engine/HeaderGroups.cpp --------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/HeaderGroups.h"

#include "engine/Precompiled.h"

#include "llvm/ADT/STLExtras.h"

#include <set>

using namespace pageless;

namespace {

/// The name of the source in the place of each command's own.
constexpr const char *AnySource = "pageless-any.c";

/// The value of an option that stands in the same argument or the next one.
std::optional<llvm::StringRef> valueOf(llvm::ArrayRef<const char *> Arguments,
                                       std::size_t &I, llvm::StringRef Option) {
  llvm::StringRef Argument = Arguments[I];
  if (!Argument.consume_front(Option))
    return std::nullopt;
  if (!Argument.empty())
    return Argument;
  return I + 1 < Arguments.size() ? llvm::StringRef(Arguments[++I])
                                  : llvm::StringRef();
}

bool isOutput(llvm::StringRef Argument) {
  return Argument == "-c" || Argument.starts_with("-Wp,-M");
}

/// Fewer units are parsed faster than their headers are precompiled.
constexpr std::size_t LeastUnits = 4;
/// A header is precompiled if one in so many units includes it.
constexpr std::size_t OneIn = 20;

/// True for a macro that tells one unit from another, and no more.
bool namesUnit(llvm::StringRef Macro) {
  Macro = Macro.drop_front().split('=').first;
  return Macro == "KBUILD_BASENAME" || Macro == "KBUILD_MODNAME" ||
         Macro == "KBUILD_MODFILE" || Macro == "__KBUILD_MODNAME";
}

/// The headers that \p Text includes as <header>.
std::set<std::string> systemIncludes(llvm::StringRef Text) {
  std::set<std::string> Found;
  for (std::size_t At = 0; At != llvm::StringRef::npos;) {
    llvm::StringRef Line =
        Text.substr(At).take_until([](char C) { return C == '\n'; });
    At = Text.find('\n', At);
    At = At == llvm::StringRef::npos ? At : At + 1;
    if (!Line.consume_front("#"))
      continue;
    Line = Line.ltrim(" \t");
    if (!Line.consume_front("include"))
      continue;
    Line = Line.ltrim(" \t");
    // Those of traces are read several times, for another purpose each time.
    if (Line.consume_front("<") && Line.contains('>') &&
        !Line.starts_with("trace/"))
      Found.insert(Line.split('>').first.str());
  }
  return Found;
}

/// True for options that make no difference for what a header declares. Those
/// that make errors of warnings, or take that back, might.
bool isIrrelevant(llvm::StringRef Argument) {
  if (Argument.starts_with("-W"))
    return !Argument.contains("error") && !Argument.contains(',');
  return Argument == "-pg" || Argument == "-mfentry" ||
         Argument == "-mrecord-mcount" || Argument == "-fprofile-arcs" ||
         Argument == "-ftest-coverage";
}

/// True for a macro that common headers ask for; others are known to those of
/// their directory, as a rule.
bool isAskedFor(llvm::StringRef Macro) {
  Macro = Macro.drop_front().split('=').first;
  return Macro == "MODULE" || Macro == "DEBUG";
}

/// How a command reads headers, with those of its macros that \p Count.
std::string textWith(const CutCommand &Cut, bool (*Count)(llvm::StringRef)) {
  std::string Text = Cut.reading;
  for (const llvm::StringRef Macro : Cut.macros)
    if (Count(Macro))
      (Text += '\0') += Macro;
  return Text;
}

/// Equal for commands that are likely to share a group.
std::string likeness(const CutCommand &Cut) {
  return textWith(Cut, isAskedFor);
}

/// How many macros a command has that do not name its unit.
std::size_t countMacros(const CutCommand &Cut) {
  return static_cast<std::size_t>(llvm::count_if(
      Cut.macros, [](llvm::StringRef Macro) { return !namesUnit(Macro); }));
}

bool beginsWith(llvm::ArrayRef<llvm::StringRef> Folders,
                llvm::ArrayRef<llvm::StringRef> With) {
  return Folders.size() >= With.size() &&
         Folders.take_front(With.size()) == With;
}

using Cuts = HeaderGroups::Cuts;

/// The folders that nearly all of the commands begin with: each directory of a
/// kernel has folders of its own behind them.
std::vector<llvm::StringRef> commonFolders(const Cuts &All,
                                           std::vector<std::size_t> Of) {
  std::vector<llvm::StringRef> Common;
  const std::size_t Least = Of.size() - Of.size() / 10;
  for (std::size_t At = 0;; ++At) {
    std::map<llvm::StringRef, std::vector<std::size_t>> Next;
    for (const std::size_t I : Of)
      if (At < All[I].second.folders.size())
        Next[All[I].second.folders[At]].push_back(I);
    const auto Best = std::max_element(
        Next.begin(), Next.end(), [](const auto &A, const auto &B) {
          return A.second.size() < B.second.size();
        });
    if (Best == Next.end() || Best->second.size() < Least)
      return Common;
    Common.push_back(Best->first);
    Of = Best->second;
  }
}

/// True if headers made for \p G are those of a command, but for its macros.
bool fits(const HeaderGroups::Group &G, const CutCommand &Cut) {
  return G.cut.reading == Cut.reading &&
         beginsWith(Cut.folders, G.cut.folders) &&
         llvm::all_of(G.cut.macros, [&](llvm::StringRef Macro) {
           // What names the unit must be named, in whatever way.
           return namesUnit(Macro)
                      ? llvm::any_of(Cut.macros,
                                     [&](llvm::StringRef Own) {
                                       return Own.split('=').first ==
                                              Macro.split('=').first;
                                     })
                      : llvm::is_contained(Cut.macros, Macro);
         });
}

} // namespace

std::optional<CutCommand> pageless::cutCommand(const CompileCommand &Command) {
  CutCommand Cut;
  Cut.key = Cut.reading = Command.directory;
  const llvm::ArrayRef<const char *> Arguments = Command.arguments;
  for (std::size_t I = 0; I < Arguments.size(); ++I) {
    const llvm::StringRef Argument = Arguments[I];
    if (I > 0 && (Argument.starts_with("-D") || Argument.starts_with("-U"))) {
      const std::size_t Letter = I;
      const auto Value = valueOf(Arguments, I, Argument.take_front(2));
      if (Letter != I || Value->empty())
        return std::nullopt; // rare, and not worth copies
      Cut.macros.push_back(Argument.drop_front());
    } else if (I > 0 && Argument.starts_with("-I")) {
      const auto Value = valueOf(Arguments, I, "-I");
      if (Value->empty() || Value->starts_with("=") || *Value == "-")
        return std::nullopt;
      Cut.folders.push_back(*Value);
    } else if (Argument.starts_with("-o") && valueOf(Arguments, I, "-o")) {
      continue;
    } else if (I > 0 && isOutput(Argument)) {
      continue;
    } else if (I > 0 && !Argument.starts_with("-") &&
               Argument.ends_with(".c")) {
      if (!Cut.file.empty())
        return std::nullopt;
      Cut.file = Argument.str();
      Cut.shared.push_back(AnySource);
    } else {
      Cut.shared.push_back(Arguments[I]);
      (Cut.key += '\0') += Argument;
      if (!isIrrelevant(Argument))
        (Cut.reading += '\0') += Argument;
    }
  }
  if (Cut.file.empty())
    return std::nullopt;
  return Cut;
}

std::string pageless::signatureOf(const CutCommand &Cut) {
  return textWith(Cut, [](llvm::StringRef Macro) { return !namesUnit(Macro); });
}

HeaderGroups::Group::Group() = default;
HeaderGroups::Group::~Group() = default;

HeaderGroups::Group *HeaderGroups::find(const CompileCommand &Command) const {
  const auto It = GroupOf.find(&Command);
  return It == GroupOf.end() ? nullptr : It->second;
}

std::vector<std::pair<std::string, bool>>
HeaderGroups::ownOptions(const Group &G, const CutCommand &Cut) {
  std::vector<std::pair<std::string, bool>> Own;
  for (const llvm::StringRef Macro : Cut.macros)
    if (!llvm::is_contained(G.cut.macros, Macro))
      Own.emplace_back(Macro.drop_front(), Macro.front() == 'D');
  return Own;
}

std::string HeaderGroups::textOf(const CompileCommand &Command) const {
  if (const auto It = L.texts.find(Command.file); It != L.texts.end())
    return It->second;
  auto Text = L.read(Command.file);
  if (Text)
    return std::move(*Text);
  llvm::consumeError(Text.takeError()); // Clang will say so
  return "";
}

HeaderGroups::Cuts
HeaderGroups::cut(llvm::ArrayRef<const CompileCommand *> Commands) const {
  Cuts All;
  for (const CompileCommand *Command : Commands)
    if (auto Cut = cutCommand(*Command); Cut && !find(*Command))
      All.emplace_back(Command, std::move(*Cut));
  return All;
}

std::vector<HeaderGroups::Group *> HeaderGroups::makeGroups(const Cuts &All) {
  std::map<std::string, std::vector<std::size_t>> Alike;
  for (std::size_t I = 0; I < All.size(); ++I)
    Alike[likeness(All[I].second)].push_back(I);
  std::vector<Group *> Fresh;
  for (const auto &[Likeness, Of] : Alike) {
    if (Of.size() < LeastUnits)
      continue;
    const std::vector<llvm::StringRef> Folders = commonFolders(All, Of);
    const auto Order = [&](std::size_t I) { // the fewer macros, the more fit
      return std::pair(!beginsWith(All[I].second.folders, Folders),
                       countMacros(All[I].second));
    };
    const auto Sample = llvm::min_element(
        Of, [&](std::size_t A, std::size_t B) { return Order(A) < Order(B); });
    const auto &[Command, Cut] = All[*Sample];
    if (llvm::any_of(Groups, [&, &Cut = Cut, &Like = Likeness](const Group &G) {
          return fits(G, Cut) && likeness(G.cut) == Like;
        }))
      continue;
    Group &G = Groups.emplace_back();
    G.sample = Command;
    G.cut = Cut;
    G.cut.folders = Folders;
    G.path = Command->directory + "/.pageless-headers-" +
             std::to_string(Groups.size());
    Fresh.push_back(&G);
  }
  return Fresh;
}

HeaderGroups::Group *HeaderGroups::join(const CompileCommand &Command,
                                        const CutCommand &Cut) {
  Group *Best = nullptr; // with the most macros in common
  for (Group &G : Groups)
    if (fits(G, Cut) && (!Best || countMacros(G.cut) > countMacros(Best->cut)))
      Best = &G;
  if (Best)
    GroupOf[&Command] = Best;
  return Best;
}

std::vector<HeaderGroups::Group *>
HeaderGroups::add(llvm::ArrayRef<const CompileCommand *> Commands,
                  llvm::ArrayRef<const CompileCommand *> Borrowed) {
  const Cuts Own = cut(Commands);
  const std::vector<Group *> Fresh = makeGroups(Own);
  std::map<Group *, std::map<std::string, std::size_t>> Counts;
  std::map<Group *, std::size_t> Units;
  for (const auto &[Command, Cut] : Own) {
    Group *G = join(*Command, Cut);
    if (!G || !llvm::is_contained(Fresh, G))
      continue;
    ++Units[G];
    for (const std::string &Header : systemIncludes(textOf(*Command)))
      ++Counts[G][Header];
  }
  for (const auto &[Command, Cut] : cut(Borrowed))
    join(*Command, Cut);
  for (Group *G : Fresh) {
    std::vector<std::pair<std::size_t, std::string>> Often;
    for (const auto &[Header, Count] : Counts[G])
      if (Count * OneIn >= Units[G])
        Often.emplace_back(Count, Header);
    llvm::sort(Often, [](const auto &A, const auto &B) {
      return A.first != B.first ? A.first > B.first : A.second < B.second;
    });
    for (auto &[Count, Header] : Often)
      G->headers.push_back(std::move(Header));
  }
  return Fresh;
}
