// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// What the default rules of pageless do, as one semantic patch: sg-phys, sg-virt,
// sg-pfn, sg-page-unsafe, page-pfn and bvec-page. README.md says why it is written
// the way it is.
//
//   spatch --sp-file default-rules.cocci -D setter=bvec_set_page --dir . ...

virtual patch

// sg-phys, sg-virt, sg-pfn. What is left of sg_page() is sg-page-unsafe's: listed.
@sg disable ptr_to_array@
expression S;
position p;
@@
(
- page_to_phys(sg_page(&S)) + S.offset
+ sg_phys(&S)
|
- page_to_phys(sg_page(S)) + S->offset
+ sg_phys(S)
|
- page_address(sg_page(&S)) + S.offset
+ sg_virt(&S)
|
- page_address(sg_page(S)) + S->offset
+ sg_virt(S)
|
- page_to_phys(sg_page(&S))
+ (sg_phys(&S) - S.offset)
|
- page_to_phys(sg_page(S))
+ (sg_phys(S) - S->offset)
|
- page_to_pfn(sg_page(&S)) << PAGE_SHIFT
+ (sg_phys(&S) - S.offset)
|
- page_to_pfn(sg_page(S)) << PAGE_SHIFT
+ (sg_phys(S) - S->offset)
|
- page_to_pfn(sg_page(S))
+ sg_pfn(S)
|
  sg_page@p(S)
)

// Right behind its rule: later positions are those of a rewritten copy.
@script:python@
p << sg.p;
@@
coccilib.report.print_report(p[0], "sg_page() needs a struct page")

// page-pfn
@disable ptr_to_array@
expression B;
@@
(
- pfn_to_page(page_to_pfn(B.bv_page))
+ bvec_page(&B)
|
- pfn_to_page(page_to_pfn(B->bv_page))
+ bvec_page(B)
|
- page_to_pfn(B.bv_page)
+ bvec_pfn(&B)
|
- page_to_pfn(B->bv_page)
+ bvec_pfn(B)
)

// bvec-page, first the stores, then what is left
@disable ptr_to_array@
expression B, P;
identifier virtual.setter;
@@
(
- B.bv_page = P
+ setter(&B, P)
|
- B->bv_page = P
+ setter(B, P)
)

@disable ptr_to_array@
expression B;
@@
(
- B.bv_page
+ bvec_page(&B)
|
- B->bv_page
+ bvec_page(B)
)
