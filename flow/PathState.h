//===- flow/PathState.h - What is mapped at one place ----------*- C++ -*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Part of the pairing analysis; see Pairing.h. A state is what one path leads
// to: states of different paths are kept apart, so that conditions which are
// tested twice can be told to agree.
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_FLOW_PATHSTATE_H
#define PAGELESS_FLOW_PATHSTATE_H

#include "flow/ExprKeys.h"
#include "flow/Pairing.h"

#include <compare>

namespace pageless {

/// Numbers the calls of a function that map.
using MapId = unsigned;

/// What is known of a value.
struct Value {
  enum class Kind {
    Unknown,
    Null,
    Mapped, ///< an address that `map` returned, or one made from it
    Ended,  ///< the same, but unmapped since
  };
  enum class Shape {
    Base,     ///< what the map returned
    Inside,   ///< an offset was added once
    Advanced, ///< stepped on, perhaps past the page
  };
  Kind kind = Kind::Unknown;
  MapId map = 0;
  Shape shape = Shape::Base;
  std::vector<KeyId> terms; ///< the offsets; 0 for one that has changed since

  bool isMapped() const { return kind == Kind::Mapped; }
  auto operator<=>(const Value &) const = default;
  bool operator==(const Value &) const = default;
};

/// A mapping that has not been ended.
struct LiveMap {
  MapId map = 0;
  bool samePage = true; ///< its page's expression still gives the same page

  auto operator<=>(const LiveMap &) const = default;
  bool operator==(const LiveMap &) const = default;
};

/// What one path leads to.
struct PathState {
  std::vector<LiveMap> live;                         ///< the latest at the end
  std::map<const clang::VarDecl *, Value> variables; ///< those that are known
  std::map<KeyId, bool> facts;                       ///< conditions tested

  auto operator<=>(const PathState &) const = default;
  bool operator==(const PathState &) const = default;

  bool isLive(MapId Map) const;
  /// Takes the mapping away; variables that hold it get \p After.
  void remove(MapId Map, Value::Kind After);
  /// Forgets every key for which \p Changed holds. \p Pages are those of maps.
  void forget(const std::function<bool(KeyId)> &Changed,
              const std::vector<KeyId> &Pages);
};

/// What is found out about a function before its paths are walked.
struct MapSites {
  llvm::SmallPtrSet<const clang::VarDecl *, 16> exposed;
  std::vector<const clang::CallExpr *> maps; ///< by MapId
  std::vector<const clang::CallExpr *> ends;
  std::map<const clang::CallExpr *, MapCall> calls;
  std::map<const clang::CallExpr *, MapId> ids;
  std::set<const clang::CallExpr *> guarded; ///< ends below a condition
  /// Variables that are in scope at an unmap by page.
  std::map<const clang::CallExpr *, std::set<const clang::VarDecl *>> inScope;
  std::vector<KeyId> pages; ///< of the maps, by MapId
  std::set<KeyId> relevant; ///< conditions worth remembering

  /// True if values are followed through the variable.
  bool isFollowed(const clang::VarDecl &Variable) const;
};

/// What the walk has shown.
class Findings {
public:
  explicit Findings(std::size_t Maps) : Traps(Maps), Inside(Maps) {}

  struct Trap {
    MapTrap trap = MapTrap::None;
    clang::SourceLocation shownBy;
  };
  struct End {
    std::set<MapId> ended;
    bool reached = false, reachedWithout = false;
    /// Variables that hold the address on every path so far.
    std::optional<std::set<const clang::VarDecl *>> holders;
  };

  void add(MapId Map, MapTrap Trap, clang::SourceLocation At);
  void addToAll(const PathState &State, MapTrap Trap, clang::SourceLocation At);
  const Trap &of(MapId Map) const { return Traps[Map]; }

  std::map<const clang::CallExpr *, End> ends;
  std::set<MapId> reached;
  std::vector<std::set<const clang::CallExpr *>> &inside() { return Inside; }

private:
  std::vector<Trap> Traps;
  std::vector<std::set<const clang::CallExpr *>> Inside;
};

} // namespace pageless

#endif // PAGELESS_FLOW_PATHSTATE_H
