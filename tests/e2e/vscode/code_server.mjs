/** A VS Code with a fresh profile that has the extension, served by code-server to a headless Chromium. */

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { chromium } from "playwright-core";

const QUIET = {
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "chat.disableAIFeatures": true,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "extensions.autoUpdate": false,
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
};
const STARTED_WITHIN = 20_000; // ms

/**
 * Calls `drive({ page, address, remote, files })` and gives what it gives; ends everything it started and clears up,
 * whatever happens. After a failure the log and a picture of the page are in the output.
 *
 * `place` makes the files of the workspace in the folder it is given, and tells what to open there. VS Code speaks
 * Korean where `korean` is set, and trusts no folder where `untrusted` is.
 */
export async function inVSCode({ codeServer, vsix, place, settings = {}, korean, untrusted }, drive) {
  const home = mkdtempSync(join(tmpdir(), "dockerls-vscode-"));
  const [data, extensions, files] = ["data", "extensions", "files"].map((name) => join(home, name));
  for (const folder of [files, join(data, "User"), join(data, "Machine")]) mkdirSync(folder, { recursive: true });
  // Under the test driver the user's settings are not read, only the machine's.
  for (const kind of ["User", "Machine"]) {
    writeFileSync(join(data, kind, "settings.json"), JSON.stringify({ ...QUIET, ...settings }));
  }
  if (korean) writeLanguagePack(data);
  const entry = join(codeServer, "node_modules/code-server/out/node/entry.js");
  const profile = ["--user-data-dir", data, "--extensions-dir", extensions];
  const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, ".config"), XDG_DATA_HOME: join(home, ".local") };
  delete env.VSCODE_IPC_HOOK_CLI;
  execFileSync(process.execPath, [entry, ...profile, "--install-extension", vsix], { env, stdio: "pipe" });

  const opened = place(files);
  const port = await freePort();
  const options = ["--bind-addr", `127.0.0.1:${port}`, "--auth", "none", "--disable-telemetry", "--disable-update-check"];
  options.push("--vscode-option", "enable-smoke-test-driver"); // without it no tests are run in the extension host
  if (!untrusted) options.push("--disable-workspace-trust");
  if (korean) options.push("--locale", "ko");
  const server = spawn(process.execPath, [entry, ...profile, ...options], { env, stdio: ["ignore", "pipe", "pipe"] });
  let log = "";
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (data) => (log += data));
  let browser, page;
  try {
    await answers(`http://127.0.0.1:${port}/healthz`);
    browser = await launch();
    page = await (await browser.newContext({ viewport: { width: 960, height: 540 } })).newPage();
    page.setDefaultTimeout(30_000);
    await page.route("**/*", (route) => (isLocal(route.request().url()) ? route.continue() : route.abort()));
    return await drive({ page, address: addressOf(port, opened), remote: (path) => `vscode-remote://127.0.0.1:${port}${path}`, files });
  } catch (error) {
    console.log(log.split("\n").slice(-60).join("\n"));
    if (page) await show(page);
    throw error;
  } finally {
    await browser?.close();
    await ended(server);
    rmSync(home, { recursive: true, force: true });
  }
}

function addressOf(port, opened) {
  return ({ payload }) => {
    const query = new URLSearchParams(opened);
    if (payload) query.set("payload", JSON.stringify(payload));
    return `http://127.0.0.1:${port}/?${query}`;
  };
}

/** A picture in the output, where it outlives the machine: `base64 -d` makes a JPEG of it. */
async function show(page) {
  const picture = await page.screenshot({ type: "jpeg", quality: 40 }).catch(() => Buffer.from(""));
  console.log(`-- what the page shows, as a JPEG in base64\n${picture.toString("base64").replace(/.{120}/g, "$&\n")}\n--`);
}

/** What a language pack of the marketplace leaves behind; VS Code's own words stay English. */
function writeLanguagePack(data) {
  const words = join(data, "ko.json");
  writeFileSync(words, JSON.stringify({ version: "1.0.0", contents: {} }));
  const extensions = [{ extensionIdentifier: { id: "dockerls.korean", uuid: "korean" }, version: "1.0.0" }];
  const pack = { hash: "korean", label: "한국어", extensions, translations: { vscode: words } };
  writeFileSync(join(data, "languagepacks.json"), JSON.stringify({ ko: pack }));
}

function launch() {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"];
  return chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", headless: true, args });
}

function isLocal(url) {
  return /^(http:\/\/127\.0\.0\.1[:/]|data:|blob:)/.test(url);
}

async function answers(url) {
  const end = Date.now() + STARTED_WITHIN;
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    if (Date.now() > end) throw new Error("code-server does not answer");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function freePort() {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

function ended(server) {
  return new Promise((resolve) => {
    const giveUp = setTimeout(() => server.kill("SIGKILL"), 5000);
    server.once("exit", () => resolve(clearTimeout(giveUp)));
    server.kill("SIGTERM");
  });
}
