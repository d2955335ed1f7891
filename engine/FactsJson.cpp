//===- engine/FactsJson.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/FactsJson.h"

#include "engine/FactsFields.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"

#include <nlohmann/json.hpp>

#include <concepts>
#include <limits>

using namespace pageless;
using namespace pageless::facts;
using nlohmann::json;

namespace {

std::string_view nameOf(Verdict V) { return toString(V); }
std::string_view nameOf(Reason R) { return toString(R); }
std::string_view nameOf(UnitReport::Status S) {
  static constexpr const char *Names[] = {"clean", "errors", "crashed",
                                          "stopped"};
  return Names[static_cast<int>(S)];
}
std::string_view nameOf(HelperState::Kind K) {
  static constexpr const char *Names[] = {"missing", "function", "other"};
  return Names[static_cast<int>(K)];
}

template <typename E> constexpr int CountOf = 3;
template <> constexpr int CountOf<UnitReport::Status> = 4;
template <> constexpr int CountOf<Verdict> = VerdictCount;
template <> constexpr int CountOf<Reason> = ReasonCount;
static_assert(static_cast<int>(UnitReport::Status::Stopped) == 3 &&
              static_cast<int>(HelperState::Kind::Other) == 2);

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

json write(const std::string &Text) {
  const auto *Begin = reinterpret_cast<const llvm::UTF8 *>(Text.data());
  if (llvm::isLegalUTF8String(&Begin, Begin + Text.size()))
    return Text;
  return {{"hex", llvm::toHex(Text, /*LowerCase=*/true)}};
}

template <typename T>
  requires std::integral<T>
json write(T Value) {
  return Value;
}

template <typename E>
  requires std::is_enum_v<E>
json write(E Value) {
  return nameOf(Value);
}

template <Structure T> json write(const T &Of);
template <typename T> json write(const std::vector<T> &List);

template <typename V> json write(const std::map<std::string, V> &Map) {
  json Out = json::array();
  for (const auto &[Key, Value] : Map)
    Out.push_back(json::array({write(Key), write(Value)}));
  return Out;
}

json write(const std::set<std::string> &Set) {
  json Out = json::array();
  for (const std::string &One : Set)
    Out.push_back(write(One));
  return Out;
}

/// The array of the file's places, at the end of all.
json &placesIn(const std::string &File, std::string_view &Last, json &Out) {
  if (Out.empty() || File != Last)
    Out.push_back(json::array({write(File), json::array()}));
  Last = File;
  return Out.back()[1];
}

json write(const std::set<Place> &Places) {
  json Out = json::array();
  std::string_view Last;
  for (const auto &[File, Offset] : Places)
    placesIn(File, Last, Out).push_back(Offset);
  return Out;
}

template <typename V> json write(const std::map<Place, V> &Places) {
  json Out = json::array();
  std::string_view Last;
  for (const auto &[At, Value] : Places)
    placesIn(At.first, Last, Out)
        .push_back(json::array({At.second, write(Value)}));
  return Out;
}

template <typename T> json write(const std::vector<T> &List) {
  json Out = json::array();
  for (const T &One : List)
    Out.push_back(write(One));
  return Out;
}

template <Structure T> json write(const T &Of) {
  json Out = json::object();
  fields(Of, [&](const char *Name, const auto &Value) {
    Out[Name] = write(Value);
  });
  return Out;
}

//===----------------------------------------------------------------------===//
// Reading: each function gives "" or what is wrong, with the way to it
//===----------------------------------------------------------------------===//

std::string indexed(std::size_t I, std::string_view Inner) {
  return "[" + std::to_string(I) + "]" + std::string(Inner);
}

std::string read(const json &In, std::string &Text) {
  if (In.is_string()) {
    Text = In.get_ref<const std::string &>();
    return "";
  }
  if (!In.is_object() || In.size() != 1 || !In.contains("hex") ||
      !In["hex"].is_string())
    return ": no text";
  if (!llvm::tryGetFromHex(In["hex"].get_ref<const std::string &>(), Text))
    return ".hex: no hexadecimal digits";
  return "";
}

std::string read(const json &In, bool &Value) {
  if (!In.is_boolean())
    return ": neither true nor false";
  Value = In.get<bool>();
  return "";
}

template <std::unsigned_integral T> std::string read(const json &In, T &Value) {
  if (!In.is_number_unsigned())
    return ": no number from 0";
  const auto Wide = In.get<std::uint64_t>();
  if (Wide > std::numeric_limits<T>::max())
    return ": too large";
  Value = static_cast<T>(Wide);
  return "";
}

std::string read(const json &In, std::int64_t &Value) {
  if (!In.is_number_integer() ||
      (In.is_number_unsigned() &&
       In.get<std::uint64_t>() > std::numeric_limits<std::int64_t>::max()))
    return ": no number, or too large";
  Value = In.get<std::int64_t>();
  return "";
}

template <typename E>
  requires std::is_enum_v<E>
std::string read(const json &In, E &Value) {
  if (!In.is_string())
    return ": no name";
  const auto &Name = In.get_ref<const std::string &>();
  for (int I = 0; I < CountOf<E>; ++I)
    if (nameOf(static_cast<E>(I)) == Name) {
      Value = static_cast<E>(I);
      return "";
    }
  return ": unknown name " +
         In.dump(-1, ' ', true, json::error_handler_t::replace);
}

/// Calls \p ReadOne for every element; it gives "" or what is wrong with it.
template <typename Read> std::string readEach(const json &In, Read &&ReadOne) {
  if (!In.is_array())
    return ": no array";
  for (std::size_t I = 0; I < In.size(); ++I)
    if (const std::string Wrong = ReadOne(In[I]); !Wrong.empty())
      return indexed(I, Wrong);
  return "";
}

bool isPair(const json &In) { return In.is_array() && In.size() == 2; }

template <Structure T> std::string read(const json &In, T &Of);
template <typename T> std::string read(const json &In, std::vector<T> &List);

template <typename V>
std::string read(const json &In, std::map<std::string, V> &Map) {
  return readEach(In, [&](const json &One) -> std::string {
    if (!isPair(One))
      return ": no [key, value]";
    std::string Key;
    if (const std::string Wrong = read(One[0], Key); !Wrong.empty())
      return indexed(0, Wrong);
    const auto [At, Fresh] = Map.try_emplace(std::move(Key));
    if (!Fresh)
      return ": a key for the second time";
    const std::string Wrong = read(One[1], At->second);
    return Wrong.empty() ? "" : indexed(1, Wrong);
  });
}

std::string read(const json &In, std::set<std::string> &Set) {
  return readEach(In, [&](const json &One) -> std::string {
    std::string Text;
    if (std::string Wrong = read(One, Text); !Wrong.empty())
      return Wrong;
    return Set.insert(std::move(Text)).second ? "" : ": for the second time";
  });
}

/// Calls \p ReadOne with a file and each element of its array.
template <typename Read>
std::string readPlaces(const json &In, Read &&ReadOne) {
  return readEach(In, [&](const json &Group) -> std::string {
    if (!isPair(Group))
      return ": no [file, places]";
    std::string File;
    if (const std::string Wrong = read(Group[0], File); !Wrong.empty())
      return indexed(0, Wrong);
    const std::string Wrong =
        readEach(Group[1], [&](const json &One) { return ReadOne(File, One); });
    return Wrong.empty() ? "" : indexed(1, Wrong);
  });
}

std::string read(const json &In, std::set<Place> &Places) {
  return readPlaces(
      In, [&](const std::string &File, const json &One) -> std::string {
        std::size_t Offset = 0;
        if (std::string Wrong = read(One, Offset); !Wrong.empty())
          return Wrong;
        return Places.emplace(File, Offset).second ? ""
                                                   : ": for the second time";
      });
}

template <typename V>
std::string read(const json &In, std::map<Place, V> &Places) {
  return readPlaces(
      In, [&](const std::string &File, const json &One) -> std::string {
        if (!isPair(One))
          return ": no [offset, value]";
        std::size_t Offset = 0;
        if (const std::string Wrong = read(One[0], Offset); !Wrong.empty())
          return indexed(0, Wrong);
        const auto [At, Fresh] = Places.try_emplace({File, Offset});
        if (!Fresh)
          return ": for the second time";
        const std::string Wrong = read(One[1], At->second);
        return Wrong.empty() ? "" : indexed(1, Wrong);
      });
}

template <typename T> std::string read(const json &In, std::vector<T> &List) {
  return readEach(In, [&](const json &One) -> std::string {
    List.emplace_back();
    return read(One, List.back());
  });
}

/// \param Others how many members stand beside the fields.
template <Structure T>
std::string readFields(const json &In, T &Of, std::size_t Others) {
  if (!In.is_object())
    return ": no object";
  std::string Wrong;
  std::size_t Count = Others;
  fields(Of, [&](const char *Name, auto &Value) {
    ++Count;
    if (!Wrong.empty())
      return;
    const auto It = In.find(Name);
    Wrong = It == In.end() ? ": missing" : read(*It, Value);
    if (!Wrong.empty())
      Wrong = "." + std::string(Name) + Wrong;
  });
  if (Wrong.empty() && In.size() != Count)
    Wrong = ": has an unknown field";
  return Wrong;
}

template <Structure T> std::string read(const json &In, T &Of) {
  return readFields(In, Of, 0);
}

llvm::Error problem(const llvm::Twine &What) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "facts" + What);
}

} // namespace

json pageless::factsToJson(const UnitFacts &Facts) {
  json Document = write(Facts);
  Document["version"] = FactsVersion;
  return Document;
}

llvm::Expected<UnitFacts> pageless::factsFromJson(const json &Document) {
  if (!Document.is_object() || !Document.contains("version"))
    return problem(": no object with a version");
  unsigned Version = 0;
  if (const std::string Wrong = read(Document["version"], Version);
      !Wrong.empty())
    return problem(".version" + Wrong);
  if (Version != FactsVersion)
    return problem(": of version " + llvm::Twine(Version) + ", not " +
                   llvm::Twine(FactsVersion));
  UnitFacts Facts;
  if (const std::string Wrong = readFields(Document, Facts, 1); !Wrong.empty())
    return problem(Wrong);
  return Facts;
}
