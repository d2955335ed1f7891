// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// The semantic patch that the rule bvec-page is measured against: typed, one rule
// for each shape of the object. Kept as it was given; README.md says more.

virtual patch

@@
struct bio_vec bvec;
expression E;
@@
- bvec.bv_page = E
+ bvec_set_page(&bvec, E)

@@
struct bio_vec *bvec;
expression E;
@@
- bvec->bv_page = E
+ bvec_set_page(bvec, E)

@@
struct bio_vec *bvec;
expression E, F;
@@
- bvec[F].bv_page = E
+ bvec_set_page(&bvec[F], E)

@@
struct bio_vec bvec;
@@
- bvec.bv_page
+ bvec_page(&bvec)

@@
struct bio_vec *bvec;
@@
- bvec->bv_page
+ bvec_page(bvec)

@@
struct bio_vec *bvec;
expression F;
@@
- bvec[F].bv_page
+ bvec_page(&bvec[F])
