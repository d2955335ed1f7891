//===- compdb/Sidecar.cpp -------------------------------------------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

//
// pageless-compdb.json, which says how a compile database came about.
//

#include "compdb/Configuration.h"
#include "compdb/Files.h"

#include "llvm/Support/Path.h"

#include <cmath>
#include <nlohmann/json.hpp>

using namespace pageless;
using Json = nlohmann::ordered_json;

llvm::Error pageless::writeSidecar(const CompdbRequest &Request,
                                   const Architecture &Arch,
                                   const CompdbResult &Result) {
  Json Sidecar;
  Sidecar["formatVersion"] = 1;
  Sidecar["arch"] = Arch.name;
  Sidecar["config"] =
      Request.configFile.empty() ? Request.config : Request.configFile;
  Sidecar["set"] = Json::object();
  for (const SetOption &Option : Request.set)
    Sidecar["set"]["CONFIG_" + Option.name] = Option.value;
  Sidecar["refused"] = Result.refused;
  Sidecar["targets"] = Request.targets;
  Sidecar["target"] = Result.target.triple;
  Sidecar["standIn"] = nullptr;
  if (Result.target.standIn)
    Sidecar["standIn"] = {{"for", Arch.name},
                          {"why", standInReason(Arch, Result.target)}};
  Sidecar["tree"] = Request.tree.root;
  Sidecar["kernelVersion"] = Request.tree.version;
  Sidecar["clang"] = Request.tools.version;
  Sidecar["droppedOptions"] = Result.dropped;
  Sidecar["withoutAssembly"] = Result.withoutAssembly;
  Sidecar["missingHeaders"] = Result.missingHeaders;
  Sidecar["commands"] = Result.commands;
  Sidecar["generated"] = Result.generated;
  Sidecar["seconds"] = Json::object();
  for (const auto &[Step, Seconds] : Result.seconds)
    Sidecar["seconds"][Step] = std::round(Seconds * 10) / 10;
  return writeText(Result.directory + "/pageless-compdb.json",
                   Sidecar.dump(2, ' ', false, Json::error_handler_t::replace) +
                       "\n");
}

std::string pageless::configurationDirectory(const CompdbRequest &Request,
                                             const Architecture &Arch) {
  std::string Config = Request.config;
  if (!Request.configFile.empty()) {
    Config = llvm::sys::path::filename(Request.configFile).ltrim('.').str();
    for (char &C : Config)
      if (C == '+' || C == '=' || C == '$' || C == '#' || C == '%')
        C = '_';
  }
  std::string Name = std::string(Arch.name) + "-" + Config;
  for (const SetOption &Option : Request.set)
    Name += "-" + Option.suffix();
  return Request.out + "/" + Name;
}
