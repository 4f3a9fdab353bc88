-- One editing session in headless Neovim, 0.7 or newer, as a person would have it. Prints what it sees, one `name: value`
-- a line; a failure says what was waited for. Started by test_neovim.py in the folder of the project.
local function out(name, value) io.stdout:write(name .. ": " .. tostring(value):gsub("\n", " ") .. "\n") end
local function fail(what) io.stdout:write("FAILED " .. what .. "\n"); vim.cmd("cquit 1") end
local function wait(what, condition)
  if not vim.wait(20000, condition, 20) then fail("waiting for " .. what) end
end

local function code_of(diagnostic)
  return tostring(diagnostic.code or vim.tbl_get(diagnostic, "user_data", "lsp", "code"))
end

local function codes()
  local found = {}
  for _, each in ipairs(vim.diagnostic.get(0)) do table.insert(found, each.lnum + 1 .. ":" .. code_of(each)) end
  table.sort(found)
  return table.concat(found, " ")
end

local function has(code) return codes():find(code, 1, true) ~= nil end

-- The diagnostic with a code, and the text it is drawn under.
local function flagged(code)
  for _, each in ipairs(vim.diagnostic.get(0)) do
    if code_of(each) == code then
      return each, table.concat(vim.api.nvim_buf_get_text(0, each.lnum, each.col, each.end_lnum, each.end_col, {}), " ")
    end
  end
end

local function open(name)
  vim.cmd("edit " .. vim.fn.fnameescape(name))
  wait("diagnostics of " .. name, function() return #vim.diagnostic.get(0) > 0 end)
  out(name, codes())
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= "" then
      return table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), "\n"), window
    end
  end
end

local get_clients = vim.lsp.get_clients or vim.lsp.get_active_clients

local function session()
  for _, name in ipairs({ "Containerfile", "web.containerfile", ".dockerignore", "web.containerfile.containerignore" }) do
    open(name)
  end
  vim.cmd("edit .gitignore")
  out("servers of .gitignore", #vim.tbl_keys(vim.lsp.buf_get_clients and vim.lsp.buf_get_clients() or get_clients({ bufnr = 0 })))

  open("Dockerfile")
  for _, client in pairs(get_clients()) do out("encoding", client.offset_encoding) end
  local diagnostic, text = flagged("DL3015")
  out("flagged", text)

  -- Typing: a squiggle appears.
  vim.api.nvim_buf_set_lines(0, -1, -1, false, { "MAINTAINER me <me@example.com>" })
  wait("a diagnostic for what was typed", function() return has("DL4000") end)
  out("typed", codes())
  vim.api.nvim_buf_set_lines(0, -2, -1, false, {})
  wait("its end when the line goes", function() return not has("DL4000") end)

  -- Hover on the flagged word.
  vim.api.nvim_win_set_cursor(0, { diagnostic.lnum + 1, diagnostic.col })
  vim.lsp.buf.hover()
  wait("the hover", function() return floating_text() ~= nil end)
  local hover, window = floating_text()
  out("hover", hover)
  vim.api.nvim_win_close(window, true)

  -- A quick fix, by the key a person would press.
  vim.ui.select = function(items, _, choose)
    local offered = {}
    for _, item in ipairs(items) do table.insert(offered, (item.action or item[2]).title) end
    out("offered", table.concat(offered, " | "))
    for _, item in ipairs(items) do
      if (item.action or item[2]).title:find("no%-install%-recommends") then return choose(item) end
    end
    fail("no such quick fix")
  end
  vim.lsp.buf.code_action()
  wait("the quick fix", function() return not has("DL3015") end)
  vim.cmd("write")

  -- Settings that change are seen at once, without a key being pressed.
  for _, client in pairs(get_clients()) do
    client.settings = { dockerls = { language = "ko" } }
    client.config.settings = client.settings
    local parameters = { settings = client.settings }
    if vim.fn.has("nvim-0.11") == 1 then
      client:notify("workspace/didChangeConfiguration", parameters)
    else
      client.notify("workspace/didChangeConfiguration", parameters)
    end
  end
  wait("messages in Korean", function() return (vim.diagnostic.get(0)[1] or {}).message:find("습니다") ~= nil end)
  out("in Korean", vim.diagnostic.get(0)[1].message)

  for _, client in pairs(get_clients()) do
    if vim.fn.has("nvim-0.11") == 1 then client:stop() else client.stop() end
  end
  wait("the server to stop", function() return #get_clients() == 0 end)
  out("done", "yes")
end

local ok, problem = pcall(session)
if not ok then fail(tostring(problem)) end
vim.cmd("qall!")
