" Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
" SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"
" What a person does in Vim with ALE: wait for the diagnostic, take the fix, save.
function! s:WaitFor(what, test) abort
  for l:_ in range(600)
    if eval(a:test)
      return
    endif
    sleep 50m
  endfor
  verbose echo 'waited in vain for ' . a:what
  cquit
endfunction

function! s:TakeFirst(data, items) abort
  call ale#codefix#ApplyLSPCodeAction(a:data, a:items[0][1])
endfunction

call s:WaitFor('a diagnostic', '!empty(ale#engine#GetLoclist(bufnr("")))')
let s:found = ale#engine#GetLoclist(bufnr(''))[0]
verbose echo s:found.text
call cursor(s:found.lnum, s:found.col)
call ale#codefix#Execute(0, function('s:TakeFirst')) " :ALECodeAction's menu
call s:WaitFor('the edit', '&modified')
write
qall
