-- Part of Pageless, under the Apache License v2.0 with LLVM Exceptions.
-- SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
--
-- What a person does in Neovim: wait for the diagnostic, take the fix, save.
local function wait_for(what, test)
  if not vim.wait(30000, test, 50) then
    io.stderr:write('waited in vain for ' .. what .. '\n')
    vim.cmd('cquit')
  end
end

wait_for('a diagnostic', function() return #vim.diagnostic.get(0) > 0 end)
local found = vim.diagnostic.get(0)[1]
print(found.message)
vim.api.nvim_win_set_cursor(0, { found.lnum + 1, found.col })
vim.ui.select = function(items, _, choose) choose(items[1], 1) end
vim.lsp.buf.code_action()
wait_for('the edit', function() return vim.bo.modified end)
vim.cmd('write')
vim.cmd('qall')
