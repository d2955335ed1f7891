//===- rewrites/DmaMapPfn.cpp - map_page implementations take a __pfn_t ---===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Before:  f(struct device *dev, struct page *page, …)  .map_page = f,
// After:   f(struct device *dev, __pfn_t pfn, …)        .map_pfn = f,
//
//===----------------------------------------------------------------------===//

#include "migrate/Migration.h"

using namespace pageless;

static const Migration Change = {
    .record = "dma_map_ops",
    .field = "map_page",
    .parameter = 1,
    .from = {"struct", "page", "*"},
    .to = "__pfn_t",
    .sources = {},
    .shifted = "",
    .wrap = "frompage",
    .sinks = {{"page_to_phys", "phys"}, {"page_to_pfn", "pfn"}},
    .takers = {{"xen_dma_map_page", "page"}},
    .moveTo = "map_pfn",
    .rename = "pfn",
    .scope = {"arch/x86/", "drivers/iommu/"},
};

[[maybe_unused]] static const RegisterRule Registered({
    .id = "dma-map-pfn",
    .version = "1",
    .summary = "let x86's DMA mapping operations take a __pfn_t",
    .explain =
        "Functions that x86's dma_map_ops have as .map_page, and the IOMMU\n"
        "drivers', take a __pfn_t in place of the page and become .map_pfn. "
        "Each\nconverts with all that name it. One that other architectures "
        "can name,\nsuch as swiotlb_map_page(), stays for them: it calls "
        "swiotlb_map_pfn(),\nwhich has its body. A function is left alone if "
        "its page is used for\nanything but its address or number. The tree "
        "must have\ndma_map_ops::map_pfn already, and ask for it wherever it "
        "calls ->map_page.\n",
    .before = "phys = page_to_phys(page) + offset;\n",
    .after = "phys = __pfn_t_to_phys(pfn) + offset;\n",
    .confidence = Confidence::High,
    .words = {"map_page"},
    .roles = {"frompage", "page", "phys", "pfn"},
    .onRequest = true,
    .wholeTree = true,
    .slots = migrationSlots("dma-map-pfn", Change),
    .cases = migrationCases(Change),
});
