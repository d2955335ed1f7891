//===- cmake/SanitizerOptions.cpp - How AddressSanitizer runs -------------===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Only part of the program when it is built with AddressSanitizer. LLVM's
// headers then poison the slabs of its allocators, but Debian's libraries,
// which allocate from the same slabs, know nothing of it: what is inlined here
// and what is called there would disagree.
//
//===----------------------------------------------------------------------===//

extern "C" __attribute__((used, visibility("default"))) const char *
__asan_default_options() {
  return "allow_user_poisoning=0";
}
