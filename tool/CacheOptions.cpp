//===- tool/CacheOptions.cpp ----------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "tool/CacheOptions.h"

#include "cache/Cache.h"
#include "tool/CheckCommand.h"
#include "tool/Commands.h"
#include "tool/SeriesCommand.h"
#include "tool/SpeedOptions.h"

#include "llvm/Support/raw_ostream.h"

using namespace pageless;
namespace cl = llvm::cl;

namespace {

cl::opt<std::string>
    Folder("cache", cl::sub(convertCommand()), cl::sub(seriesCommand()),
           cl::sub(checkCommand()), cl::cat(speedCategory()),
           cl::value_desc("DIR"),
           cl::desc("where to keep what units say, for later runs (default:\n"
                    "pageless/facts in $XDG_CACHE_HOME or ~/.cache)"));
cl::opt<unsigned>
    Megabytes("cache-size", cl::sub(convertCommand()), cl::sub(seriesCommand()),
              cl::sub(checkCommand()), cl::cat(speedCategory()),
              cl::value_desc("MB"), cl::init(512),
              cl::desc("drop what was used longest ago if the cache has more\n"
                       "(default: 512)"));
cl::opt<bool> NoCache("no-cache", cl::sub(convertCommand()),
                      cl::sub(seriesCommand()), cl::sub(checkCommand()),
                      cl::cat(speedCategory()),
                      cl::desc("neither ask the cache nor fill it; slower, "
                               "same result"));

std::shared_ptr<Cache> Used;

} // namespace

void pageless::useCache(ConvertOptions &Options) {
  if (NoCache || !Options.shortcuts.shareFiles)
    return; // it would not know what units read
  const std::string Where = Folder.empty() ? defaultCacheFolder() : Folder;
  const auto Warn = [](const std::string &Text) {
    llvm::errs() << "pageless: " << Text << '\n';
  };
  if (Where.empty())
    return Warn("no cache: neither XDG_CACHE_HOME nor HOME is set");
  Used = std::make_shared<Cache>(CacheOptions{Where, Megabytes}, Warn);
  Options.stores.push_back(Used);
}

void pageless::reportCache() {
  if (Used)
    llvm::errs() << "cache: " << Used->hits() << " of "
                 << Used->hits() + Used->misses() << " units were known\n";
}
