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
  llvm::SmallString<256> Real;
  if (!llvm::sys::fs::real_path(Absolute, Real)) {
    llvm::StringRef Below = Real;
    if (Below.consume_front(Root) && Below.consume_front("/"))
      Result = Below.str();
  }
  const std::lock_guard Lock(Mutex);
  return Known.try_emplace(Absolute, std::move(Result)).first->second;
}
