//===- rewrites/DirectAccessPfn.cpp - ->direct_access gives a __pfn_t -----===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  unsigned long pfn;  bdev_direct_access(bdev, s, &addr, &pfn, n);
// After:   __pfn_t pfn;        bdev_direct_access(bdev, s, &addr, &pfn, n);
//
//===----------------------------------------------------------------------===//

#include "migrate/Migration.h"

using namespace pageless;

static const Migration Change = {
    .record = "block_device_operations",
    .field = "direct_access",
    .parameter = 3,
    .from = {"unsigned", "long"},
    .to = "__pfn_t",
    .sources = {{"page_to_pfn", "frompage"},
                {"PFN_DOWN", "fromphys"},
                {"PHYS_PFN", "fromphys"}},
    .shifted = "fromphys",
    .wrap = "",
    .sinks = {{"pfn_to_page", "page"}, {"PFN_PHYS", "phys"}},
    .takers = {{"vm_insert_mixed", "pfn"}, {"vm_insert_pfn", "pfn"}},
    .moveTo = "",
    .rename = "",
    .scope = {},
};

[[maybe_unused]] static const RegisterRule Registered({
    .id = "direct-access-pfn",
    .version = "1",
    .summary = "let ->direct_access() give out a __pfn_t",
    .explain =
        "The operation's `unsigned long *pfn` becomes `__pfn_t *pfn`, and with "
        "it\nthe parameters, variables and fields that its value flows to, in "
        "all\nunits: implementations, callers, callers of these. It ends "
        "where\npage_to_pfn(), `>> PAGE_SHIFT`, pfn_to_page() or the like make "
        "one of the\nother, or vm_insert_mixed() takes the bare number. Any "
        "other use blocks\nall of it; the message has the way that the value "
        "takes to that use.\n",
    .before = "*pfn = page_to_pfn(page);\n",
    .after = "*pfn = page_to_pfn_t(page);\n",
    .confidence = Confidence::High,
    .words = {"direct_access"},
    .roles = {"frompage", "fromphys", "page", "phys", "pfn"},
    .onRequest = true,
    .wholeTree = true,
    .slots = migrationSlots("direct-access-pfn", Change),
    .cases = migrationCases(Change),
});
