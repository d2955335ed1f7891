//===- verify/Order.h - Functions that do the same in another order  -*- C++
//-*-===//
//
// Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// A store through a helper computes the object before the value, where an
// assignment may have done the reverse. What is written, and in which order, is
// the same then: loads and computations have moved past each other. A function
// is brought here into a form in which they have no place any more:
//
//   - what only computes is named by its operation and its operands;
//   - what only reads is named the same way, and by the block it is in and the
//     number of writes, calls and the like in front of it there;
//   - all else keeps its order;
//   - what a loop brings around is named by what comes from where, and is the
//     same as long as nothing tells it apart.
//
// Two functions of the same form write the same values to the same places in
// the same order, and jump alike. Which of two reads with nothing between them
// faults first is not kept, nor are reads and computations nobody needs.
//
// The last is how Alpern, Wegman and Zadeck find equal values ("Detecting
// equality of variables in programs", POPL 1988).
//
//===----------------------------------------------------------------------===//
#ifndef PAGELESS_VERIFY_ORDER_H
#define PAGELESS_VERIFY_ORDER_H

#include "llvm/IR/Function.h"

namespace pageless {

/// Whether two functions, of two modules, have the same form. Renames what is
/// in them.
bool haveSameForm(llvm::Function &Before, llvm::Function &After);

} // namespace pageless

#endif // PAGELESS_VERIFY_ORDER_H
