//===- engine/TreePaths.cpp -----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "engine/TreePaths.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace pageless;

/// The folder without symbolic links; "" if there is none. A database names
/// thousands of files in few folders.
std::string TreePaths::realFolder(llvm::StringRef Folder) const {
  {
    const std::lock_guard Lock(Mutex);
    if (const auto It = Folders.find(Folder); It != Folders.end())
      return It->second;
  }
  llvm::SmallString<256> Real;
  if (llvm::sys::fs::real_path(Folder, Real))
    Real.clear();
  const std::lock_guard Lock(Mutex);
  return Folders.try_emplace(Folder, std::string(Real)).first->second;
}

/// The path if it is one of the added files, else "".
std::string TreePaths::addedPath(llvm::StringRef Absolute) const {
  llvm::SmallString<256> Plain(Absolute);
  llvm::sys::path::remove_dots(Plain, /*remove_dot_dot=*/true);
  llvm::SmallString<256> Real(realFolder(llvm::sys::path::parent_path(Plain)));
  if (Real.empty()) // the folder is not on disk either
    Real = Plain;
  else
    llvm::sys::path::append(Real, llvm::sys::path::filename(Plain));
  llvm::StringRef Below = Real;
  const bool Is = Below.consume_front(Root) && Below.consume_front("/") &&
                  Added.contains(Below);
  return Is ? std::string(Real) : "";
}

/// The path without symbolic links; "" if there is no such file.
std::string TreePaths::realPath(llvm::StringRef Absolute) const {
  const llvm::StringRef Name = llvm::sys::path::filename(Absolute);
  llvm::sys::fs::file_status Status;
  if (llvm::sys::fs::status(Absolute, Status, /*Follow=*/false))
    return Added.empty() ? "" : addedPath(Absolute);
  if (Name == "." || Name == ".." || Name == "/" ||
      Status.type() == llvm::sys::fs::file_type::symlink_file) {
    llvm::SmallString<256> Real;
    return llvm::sys::fs::real_path(Absolute, Real) ? "" : std::string(Real);
  }
  llvm::SmallString<256> Real(
      realFolder(llvm::sys::path::parent_path(Absolute)));
  if (!Real.empty())
    llvm::sys::path::append(Real, Name);
  return std::string(Real);
}

std::optional<std::string>
TreePaths::relative(llvm::StringRef Path, llvm::StringRef Directory) const {
  llvm::SmallString<256> Absolute(Path);
  if (!llvm::sys::path::is_absolute(Absolute)) {
    Absolute = Directory;
    llvm::sys::path::append(Absolute, Path);
  }
  {
    const std::lock_guard Lock(Mutex);
    if (const auto It = Known.find(Absolute); It != Known.end())
      return It->second;
  }
  std::optional<std::string> Result;
  const std::string Real = realPath(Absolute);
  llvm::StringRef Below = Real;
  if (Below.consume_front(Root) && Below.consume_front("/"))
    Result = Below.str();
  const std::lock_guard Lock(Mutex);
  return Known.try_emplace(Absolute, std::move(Result)).first->second;
}
