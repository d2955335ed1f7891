//===- series/Date.cpp - Dates of mails -----------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "series/Mail.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"

#include <array>
#include <chrono>
#include <cstdio>

using namespace pageless;

namespace {

constexpr std::array<const char *, 7> Days = {"Sun", "Mon", "Tue", "Wed",
                                              "Thu", "Fri", "Sat"};
constexpr std::array<const char *, 12> Months = {"Jan", "Feb", "Mar", "Apr",
                                                 "May", "Jun", "Jul", "Aug",
                                                 "Sep", "Oct", "Nov", "Dec"};

/// What a date says, not checked yet.
struct Fields {
  int year = 0, month = 0, day = 0;
  int hour = 0, minute = 0, second = 0;
  int minutesEast = 0;
};

/// Takes a number off the front of \p Text; -1 if it begins with none.
int takeNumber(llvm::StringRef &Text) {
  const llvm::StringRef Digits = Text.take_while(llvm::isDigit);
  int Number = -1;
  if (Digits.empty() || Digits.size() > 4 || Digits.getAsInteger(10, Number))
    return -1;
  Text = Text.drop_front(Digits.size());
  return Number;
}

/// Takes "+0200", "-0700", "Z" or nothing.
bool takeZone(llvm::StringRef &Text, int &MinutesEast) {
  Text = Text.ltrim();
  if (Text.consume_front("Z") || Text.consume_front("GMT") || Text.empty())
    return true;
  const int Sign = Text.starts_with("-") ? -1 : 1;
  if (!Text.consume_front("+") && !Text.consume_front("-"))
    return false;
  std::string Digits = Text.str();
  Digits.erase(std::remove(Digits.begin(), Digits.end(), ':'), Digits.end());
  int Number = 0;
  if (Digits.size() != 4 || llvm::StringRef(Digits).getAsInteger(10, Number) ||
      Number % 100 > 59 || Number / 100 > 14)
    return false;
  MinutesEast = Sign * (Number / 100 * 60 + Number % 100);
  Text = "";
  return true;
}

/// Takes "HH:MM[:SS]".
bool takeTime(llvm::StringRef &Text, Fields &F) {
  F.hour = takeNumber(Text);
  if (!Text.consume_front(":"))
    return false;
  F.minute = takeNumber(Text);
  if (Text.consume_front(":"))
    F.second = takeNumber(Text);
  return true;
}

std::optional<MailDate> toDate(const Fields &F) {
  using namespace std::chrono;
  const year_month_day Day(year(F.year), month(static_cast<unsigned>(F.month)),
                           day(static_cast<unsigned>(F.day)));
  if (!Day.ok() || F.year < 1970 || F.hour < 0 || F.hour > 23 || F.minute < 0 ||
      F.minute > 59 || F.second < 0 || F.second > 60)
    return std::nullopt;
  const std::int64_t Seconds =
      sys_days(Day).time_since_epoch().count() * 86400LL + F.hour * 3600 +
      F.minute * 60 + F.second - F.minutesEast * 60;
  return MailDate{Seconds, F.minutesEast};
}

/// "2015-05-21 10:00:00 +0200", shorter ones too.
std::optional<MailDate> parseIso(llvm::StringRef Text) {
  Fields F;
  F.year = takeNumber(Text);
  if (!Text.consume_front("-"))
    return std::nullopt;
  F.month = takeNumber(Text);
  if (!Text.consume_front("-"))
    return std::nullopt;
  F.day = takeNumber(Text);
  if (Text.consume_front("T") || Text.consume_front(" "))
    if (!takeTime(Text, F))
      return std::nullopt;
  if (!takeZone(Text, F.minutesEast) || !Text.empty())
    return std::nullopt;
  return toDate(F);
}

/// "[Thu, ]21 May 2015 10:00:00 +0200".
std::optional<MailDate> parseMail(llvm::StringRef Text) {
  if (const std::size_t Comma = Text.find(','); Comma != llvm::StringRef::npos)
    Text = Text.drop_front(Comma + 1).ltrim();
  Fields F;
  F.day = takeNumber(Text);
  Text = Text.ltrim();
  for (std::size_t I = 0; I < Months.size(); ++I)
    if (Text.consume_front(Months[I])) {
      F.month = static_cast<int>(I) + 1;
      break;
    }
  Text = Text.ltrim();
  F.year = takeNumber(Text);
  Text = Text.ltrim();
  if (F.month == 0 || !takeTime(Text, F) || !takeZone(Text, F.minutesEast) ||
      !Text.empty())
    return std::nullopt;
  return toDate(F);
}

} // namespace

std::optional<MailDate> pageless::parseDate(std::string_view Given) {
  llvm::StringRef Text = llvm::StringRef(Given.data(), Given.size()).trim();
  if (Text.consume_front("@")) {
    MailDate Date;
    // Four digits for the year are all that a mail's date has.
    constexpr std::int64_t Latest = 253402300799;
    if (Text.getAsInteger(10, Date.seconds) || Date.seconds < 0 ||
        Date.seconds > Latest)
      return std::nullopt;
    return Date;
  }
  if (const auto Date = parseIso(Text))
    return Date;
  return parseMail(Text);
}

std::string pageless::formatDate(const MailDate &Date) {
  using namespace std::chrono;
  const sys_seconds Local{seconds(Date.seconds + Date.minutesEast * 60)};
  const sys_days Midnight = floor<days>(Local);
  const year_month_day Day(Midnight);
  const hh_mm_ss Time(Local - Midnight);
  const int East = std::abs(Date.minutesEast);
  std::array<char, 64> Text{};
  std::snprintf(
      Text.data(), Text.size(), "%s, %u %s %d %02d:%02d:%02d %c%02d%02d",
      Days[weekday(Midnight).c_encoding()], static_cast<unsigned>(Day.day()),
      Months[static_cast<unsigned>(Day.month()) - 1],
      static_cast<int>(Day.year()), static_cast<int>(Time.hours().count()),
      static_cast<int>(Time.minutes().count()),
      static_cast<int>(Time.seconds().count()),
      Date.minutesEast < 0 ? '-' : '+', East / 60, East % 60);
  return Text.data();
}
