//===- series/Mail.h - One mail as git format-patch writes it --*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// The form only: headers, wrapped prose, "---", diffstat, diff, trailer. What a
// mail says comes from series/Series.cpp and series/Cover.cpp.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_SERIES_MAIL_H
#define PAGELESS_SERIES_MAIL_H

#include "engine/Result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace pageless {

/// Whose mail address.
struct Person {
  std::string name;
  std::string mail;
  bool operator==(const Person &) const = default;
};

/// Reads "NAME <MAIL>", in UTF-8; nothing if it is no such thing.
std::optional<Person> parsePerson(std::string_view Text);

/// A moment, with the offset from UTC that it is shown in.
struct MailDate {
  std::int64_t seconds = 0; ///< since 1970 in UTC
  int minutesEast = 0;
};

/// Reads "@SECONDS", "YYYY-MM-DD[ HH:MM[:SS]][ +ZZZZ]" (UTC if it has no zone;
/// 'T' may stand for the blank), or a date of a mail as formatDate() writes it;
/// nothing if it is none of them.
std::optional<MailDate> parseDate(std::string_view Text);

/// "Thu, 21 May 2015 10:00:00 +0200".
std::string formatDate(const MailDate &Date);

/// A header's text in RFC 2047's encoded words if it is not ASCII, folded into
/// lines of at most 78 bytes. \p Used is the length of the header's name.
std::string encodeHeader(std::string_view Text, std::size_t Used);

/// "From: NAME <MAIL>" without the name of the header, quoted or encoded as
/// RFC 5322 and RFC 2047 want it.
std::string formatPerson(const Person &P);

/// \p Text reflowed to lines of at most \p Width columns. Blank lines part
/// paragraphs; lines that begin with a blank, a tab or "- " stay as they are.
std::string wrapText(std::string_view Text, std::size_t Width = 75);

/// How many columns UTF-8 text takes, one for each character.
std::size_t textColumns(std::string_view Text);

/// What a subject becomes in a file name, as git makes it: "a: b c" is "a-b-c",
/// cut at 52 bytes.
std::string slug(std::string_view Subject);

/// The diffstat of \p Files as git prints it in a mail, with the lines about
/// new files; "" if nothing changes.
std::string writeDiffstat(const std::vector<FileChange> &Files);

/// One mail to write.
struct Mail {
  std::string prefix; ///< e.g. "PATCH v2 3/7"
  std::string subject;
  Person author;
  MailDate date;
  std::vector<std::string> to, cc;
  std::string body;              ///< wrapped, without trailers
  std::string trailers;          ///< "Cc: …" and "Signed-off-by: …" lines
  std::string notes;             ///< behind "---": no part of the commit
  std::vector<FileChange> files; ///< of the diff; none in a cover letter
  std::string baseCommit;        ///< "" for none
  std::string signature;         ///< behind "-- "
};

/// The mail's text, which `git am` takes if it has a diff.
std::string writeMail(const Mail &M);

} // namespace pageless

#endif // PAGELESS_SERIES_MAIL_H
