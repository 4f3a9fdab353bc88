-- One editing session in headless Neovim, 0.7 or newer, as a person would have it. Prints what it sees; a failure says
-- what was waited for. Started by test_neovim.py, which sets DOCKERLS_COMMAND (JSON) and DOCKERLS_FILE.
local command = vim.fn.json_decode(vim.env.DOCKERLS_COMMAND)

local function out(text) io.stdout:write(text .. "\n") end
local function fail(what) out("FAILED " .. what); vim.cmd("cquit 1") end
local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then fail("waiting for " .. what) end
end

local buffer

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(buffer)) do
    local code = each.code or (each.user_data and each.user_data.lsp and each.user_data.lsp.code)
    table.insert(found, each.lnum + 1 .. ":" .. code)
  end
  table.sort(found)
  return table.concat(found, " ")
end

local function has(code) return codes():find(code, 1, true) ~= nil end
local function lines() return vim.api.nvim_buf_get_lines(buffer, 0, -1, false) end

local function start()
  if vim.lsp.enable then
    vim.lsp.config("dockerfile", { cmd = command, filetypes = { "dockerfile" }, root_markers = { ".git" } })
    vim.lsp.enable("dockerfile")
    vim.cmd("edit " .. vim.fn.fnameescape(vim.env.DOCKERLS_FILE))
  else
    vim.cmd("filetype on")
    vim.cmd("edit " .. vim.fn.fnameescape(vim.env.DOCKERLS_FILE))
    local config = { name = "dockerfile", cmd = command, root_dir = vim.fn.getcwd() }
    if vim.lsp.start then
      vim.lsp.start(config)
    else
      vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
    end
  end
  buffer = vim.api.nvim_get_current_buf()
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n"), window
    end
  end
end

local function session()
  vim.cmd("filetype on")
  start()
  out("filetype " .. vim.bo.filetype)
  wait("the first diagnostics", function() return #vim.diagnostic.get(buffer) > 0 end)
  out("opened with " .. codes())

  -- Typing: a squiggle appears, and goes when the line is mended by hand.
  vim.api.nvim_buf_set_lines(buffer, -1, -1, false, { "MAINTAINER me <me@example.com>" })
  wait("a diagnostic for what was typed", function() return has("DL4000") end)
  out("typed: " .. codes())

  -- Hover on the flagged word.
  local at
  for number, line in ipairs(lines()) do
    if line:find("apt-get install", 1, true) then at = { number, line:find("install", 1, true) - 1 } end
  end
  vim.api.nvim_win_set_cursor(0, at)
  vim.lsp.buf.hover()
  wait("the hover", function() return floating_text() ~= nil end)
  local text, window = floating_text()
  out("hover: " .. text:gsub("\n", " "))
  vim.api.nvim_win_close(window, true)

  -- A quick fix, by the key a person would press.
  local offered = {}
  vim.ui.select = function(items, _, choose)
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      table.insert(offered, action.title)
    end
    for _, item in ipairs(items) do
      local action = item.action or item[2]
      if action.title:find("no%-install%-recommends") then return choose(item) end
    end
    fail("no such quick fix among " .. table.concat(offered, " | "))
  end
  vim.lsp.buf.code_action()
  wait("the quick fix", function() return not has("DL3015") end)
  out("offered: " .. table.concat(offered, " | "))
  out("line now: " .. lines()[at[1]])
  vim.cmd("write")

  local stop = vim.lsp.get_clients or vim.lsp.get_active_clients
  for _, client in ipairs(stop()) do
    if vim.lsp.enable then client:stop() else client.stop() end
  end
  wait("the server to stop", function() return #stop() == 0 end)
  out("DONE")
end

local ok, problem = pcall(session)
if not ok then fail(tostring(problem)) end
vim.cmd("qall!")
