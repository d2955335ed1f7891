//===- series/Mail.cpp - One mail as git format-patch writes it -----------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Mail.h"

#include "reports/Diff.h"
#include "reports/Patch.h"

#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>

using namespace pageless;

namespace {

constexpr std::size_t HeaderWidth = 76; ///< as git folds headers
constexpr std::size_t SlugBytes = 52;   ///< as git cuts file names

bool isAscii(std::string_view Text) {
  return std::all_of(Text.begin(), Text.end(), [](unsigned char Byte) {
    return Byte < 0x80 && Byte != '\n' && Byte != '\r';
  });
}

/// A byte that may stand for itself in an encoded word, also in a name.
bool isPlainInWord(unsigned char Byte) {
  return llvm::isAlnum(static_cast<char>(Byte)) ||
         std::string_view("!*+-/").find(static_cast<char>(Byte)) !=
             std::string_view::npos;
}

/// One character of UTF-8 as an encoded word holds it.
std::string quotedCharacter(std::string_view Character) {
  std::string Out;
  for (const char Byte : Character) {
    const auto Value = static_cast<unsigned char>(Byte);
    if (isPlainInWord(Value))
      Out += Byte;
    else
      Out += "=" + llvm::utohexstr(Value, /*LowerCase=*/false, /*Width=*/2);
  }
  return Out;
}

/// The length of the character that \p Text begins with.
std::size_t characterLength(std::string_view Text) {
  std::size_t Length = 1;
  while (Length < Text.size() &&
         (static_cast<unsigned char>(Text[Length]) & 0xc0) == 0x80)
    ++Length;
  return Length;
}

std::string foldAscii(std::string_view Text, std::size_t Used) {
  std::string Out;
  std::size_t Column = Used;
  llvm::SmallVector<llvm::StringRef> Words;
  llvm::StringRef(Text.data(), Text.size()).split(Words, ' ');
  for (const llvm::StringRef Word : Words) {
    const bool First = Out.empty();
    const bool Folds = !First && Column + 1 + Word.size() > HeaderWidth;
    Out += First ? "" : Folds ? "\n " : " ";
    Column = (Folds ? 0 : Column) + 1 + Word.size();
    Out += Word.str();
  }
  return Out;
}

std::string foldLines(std::string_view Paragraph, std::size_t Width) {
  std::string Out;
  std::size_t Column = 0;
  llvm::SmallVector<llvm::StringRef> Words;
  llvm::SplitString({Paragraph.data(), Paragraph.size()}, Words, " \n");
  for (const llvm::StringRef Word : Words) {
    const std::size_t Columns = textColumns({Word.data(), Word.size()});
    if (Column > 0)
      Out += Column + 1 + Columns > Width ? "\n" : " ";
    Column = Column > 0 && Column + 1 + Columns <= Width ? Column + 1 + Columns
                                                         : Columns;
    Out += Word.str();
  }
  return Out.empty() ? Out : Out + "\n";
}

std::string addressLines(std::string_view Name,
                         const std::vector<std::string> &Addresses) {
  std::string Out;
  for (const std::string &Address : Addresses) {
    const auto P = parsePerson(Address);
    Out += Out.empty() ? std::string(Name) + " " : ",\n\t";
    Out += P ? formatPerson(*P) : Address;
  }
  return Out.empty() ? Out : Out + "\n";
}

} // namespace

std::optional<Person> pageless::parsePerson(std::string_view Text) {
  const llvm::StringRef All = llvm::StringRef(Text.data(), Text.size()).trim();
  const std::size_t Open = All.rfind('<');
  if (Open == llvm::StringRef::npos || !All.ends_with(">"))
    return std::nullopt;
  const llvm::StringRef Mail = All.slice(Open + 1, All.size() - 1).trim();
  llvm::StringRef Name = All.take_front(Open).trim();
  if (Name.size() > 1 && Name.starts_with("\"") && Name.ends_with("\""))
    Name = Name.drop_front().drop_back();
  const auto [User, Host] = Mail.rsplit('@');
  if (Name.empty() || User.empty() || Host.empty() ||
      Mail.find_first_of(" \t\r\n<>\"") != llvm::StringRef::npos ||
      Name.find_first_of("<>\r\n") != llvm::StringRef::npos)
    return std::nullopt;
  return Person{Name.str(), Mail.str()};
}

std::string pageless::encodeHeader(std::string_view Text, std::size_t Used) {
  if (isAscii(Text))
    return foldAscii(Text, Used);
  constexpr std::string_view Open = "=?UTF-8?q?", Close = "?=";
  std::string Out(Open);
  std::size_t Column = Used + Open.size();
  while (!Text.empty()) {
    const std::string_view Character = Text.substr(0, characterLength(Text));
    Text.remove_prefix(Character.size());
    const std::string Quoted = quotedCharacter(Character);
    if (Column + Quoted.size() + Close.size() > HeaderWidth) {
      Out.append(Close).append("\n ").append(Open);
      Column = 1 + Open.size();
    }
    Out += Quoted;
    Column += Quoted.size();
  }
  return Out.append(Close);
}

std::string pageless::formatPerson(const Person &P) {
  std::string Name;
  if (!isAscii(P.name)) {
    Name = encodeHeader(P.name, sizeof("From:"));
  } else if (P.name.find_first_of("()<>@,;:\\\".[]") != std::string::npos) {
    for (const char Byte : P.name)
      (Name += Byte == '"' || Byte == '\\' ? "\\" : "") += Byte;
    Name = '"' + Name + '"';
  } else {
    Name = P.name;
  }
  return Name + " <" + P.mail + ">";
}

std::size_t pageless::textColumns(std::string_view Text) {
  return std::count_if(Text.begin(), Text.end(), [](unsigned char Byte) {
    return (Byte & 0xc0) != 0x80;
  });
}

std::string pageless::wrapText(std::string_view Text, std::size_t Width) {
  std::string Out, Paragraph;
  const auto Flush = [&] {
    Out += foldLines(Paragraph, Width);
    Paragraph.clear();
  };
  llvm::SmallVector<llvm::StringRef> Lines;
  llvm::StringRef(Text.data(), Text.size()).rtrim('\n').split(Lines, '\n');
  for (const llvm::StringRef Line : Lines) {
    const bool Blank = Line.trim().empty();
    const bool Keeps = Line.starts_with(" ") || Line.starts_with("\t") ||
                       Line.starts_with("- ");
    if (!Blank && !Keeps) {
      Paragraph += Line.str() + "\n";
      continue;
    }
    Flush();
    Out += Blank ? "\n" : Line.str() + "\n";
  }
  Flush();
  return Out;
}

std::string pageless::slug(std::string_view Subject) {
  std::string Out;
  bool Gap = false;
  for (const char Byte : Subject) {
    if (!llvm::isAlnum(Byte) && Byte != '.' && Byte != '_') {
      Gap = true;
      continue;
    }
    if (Gap && !Out.empty())
      Out += '-';
    Gap = false;
    if (Byte != '.' || Out.empty() || Out.back() != '.')
      Out += Byte;
  }
  Out.resize(std::min(Out.size(), SlugBytes));
  while (!Out.empty() && (Out.back() == '.' || Out.back() == '-'))
    Out.pop_back();
  return Out;
}

std::string pageless::writeMail(const Mail &M) {
  std::string Diff;
  for (const FileChange &File : M.files)
    Diff += writeDiff(File);
  std::string Message = shieldProse(M.body);
  if (!M.trailers.empty())
    Message += "\n" + M.trailers;
  std::string Out =
      "From " + std::string(40, '0') + " Mon Sep 17 00:00:00 2001\n";
  Out += "From: " + formatPerson(M.author) + "\n";
  Out += "Date: " + formatDate(M.date) + "\n";
  const std::string Prefix = "[" + M.prefix + "] ";
  Out += "Subject: " + Prefix +
         encodeHeader(M.subject, sizeof("Subject:") + Prefix.size()) + "\n";
  Out += addressLines("To:", M.to) + addressLines("Cc:", M.cc);
  const std::string Whole = Message + M.notes + Diff;
  if (std::any_of(Whole.begin(), Whole.end(),
                  [](unsigned char Byte) { return Byte >= 0x80; }))
    Out += "MIME-Version: 1.0\nContent-Type: text/plain; charset=UTF-8\n"
           "Content-Transfer-Encoding: 8bit\n";
  Out += "\n" + Message;
  if (!Diff.empty())
    Out += "---\n" + (M.notes.empty() ? "" : M.notes + "\n") +
           writeDiffstat(M.files) + "\n" + Diff;
  else
    Out += M.notes;
  if (!M.baseCommit.empty())
    Out += "\nbase-commit: " + M.baseCommit + "\n";
  return Out + "-- \n" + M.signature + "\n\n";
}
