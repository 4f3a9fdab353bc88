/**
 * A walk through VS Code as a person sees it, with a picture of every step.
 *
 *     node page.mjs CODE_SERVER VSIX PICTURES
 */

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { inVSCode } from "./code_server.mjs";
import { exampleFolder } from "./workspaces.mjs";

const SETTINGS = {
  "editor.minimap.enabled": false,
  "editor.hover.delay": 100,
  "editor.hover.above": false,
  "editor.scrollbar.vertical": "hidden",
  "editor.fontSize": 14,
  "workbench.colorTheme": "Default Light Modern",
  "workbench.activityBar.location": "hidden",
  "workbench.statusBar.visible": true,
  "window.commandCenter": false,
  "workbench.layoutControl.enabled": false,
  "breadcrumbs.enabled": false,
};

const [codeServer, vsix, pictures] = process.argv.slice(2);
mkdirSync(pictures, { recursive: true });
const place = exampleFolder;
const noPython = { ...SETTINGS, "dockerls.interpreter": "/nowhere/python3" };
await inVSCode({ codeServer, vsix, place, settings: noPython }, ({ page, address, remote, files }) =>
  isToldOnce(page, address({ payload: [["openFile", remote(join(files, "Dockerfile"))]] })),
);
for (const korean of [false, true]) {
  await inVSCode({ codeServer, vsix, place, settings: SETTINGS, korean }, (vscode) => walk(vscode, korean));
}

async function isToldOnce(page, address) {
  await page.goto(address);
  // Under the test driver messages do not pop up; they wait behind the bell.
  await page.locator("[id='status.notifications'] .codicon-bell-dot").waitFor();
  await page.locator("[id='status.notifications'] a").click();
  const told = page.locator(".notifications-center .notification-list-item", { hasText: "dockerls" });
  await told.first().waitFor();
  await page.waitForTimeout(2000);
  await page.screenshot({ path: join(pictures, "no-python.png") });
  assert.equal(await told.count(), 1);
  assert.match(await told.innerText(), /dockerls needs Python 3\.10 or newer/);
  console.log("ok   without a Python one message tells what to do");
}

async function walk({ page, address, remote, files }, korean) {
  const file = join(files, "Dockerfile");
  const shot = async (name) => {
    await page.screenshot({ path: join(pictures, `${name}${korean ? ".ko" : ""}.png`) });
    console.log(`ok   ${name}${korean ? ", in Korean" : ""}`);
  };
  const line = (text) => page.locator(".view-line", { hasText: text });
  const install = line("libpq5").locator("span span", { hasText: "install" }).first();

  await page.goto(address({ payload: [["openFile", remote(file)]] }));
  await page.locator(".squiggly-warning").first().waitFor();
  await shot("squiggles");

  await install.hover();
  const hover = page.locator(".monaco-hover:not(.hidden)", { hasText: "DL3015" }).first();
  await hover.locator("p", { hasText: "apt-get install" }).first().waitFor();
  await shot("hover");
  await page.keyboard.press("Escape");

  await install.click();
  const fix = page.locator(".action-widget .monaco-list-row.action", { hasText: "--no-install-recommends" }).first();
  await opened(page, "Control+.", fix);
  await shot("quick-fix");
  await page.keyboard.press("Enter"); // it is the preferred one, and so chosen already
  await line("--no-install-recommends").waitFor();
  await page.keyboard.press("Control+s");
  await saved(page, () => /--no-install-recommends/.test(readFileSync(file, "utf8")));
  await shot("fixed");

  await page.keyboard.press("Control+End");
  await page.keyboard.type("\nRUN --mount=type=");
  const completion = page.locator(".suggest-widget.visible .monaco-list-row", { hasText: "cache" }).first();
  await completion.waitFor();
  await shot("completion");
  await page.keyboard.press("Escape");

  await command(page, korean ? "작업 영역에서 안전한 수정 모두 적용" : "Apply All Safe Fixes in the Workspace");
  await page.locator(".bulk-edit-panel .monaco-list-row").first().waitFor();
  await shot("workspace-fixes");
}

/** A menu that news of the server has closed again is opened once more. */
async function opened(page, keys, menu) {
  for (let tries = 0; tries < 5; tries++) {
    await page.keyboard.press(keys);
    if (await menu.waitFor({ timeout: 5000 }).then(() => true, () => false)) return;
  }
  assert.fail(`${keys} opens nothing`);
}

async function saved(page, isSaved) {
  for (let tries = 0; !isSaved(); tries++) {
    assert.ok(tries < 100, "the file is not saved");
    await page.waitForTimeout(100);
  }
}

async function command(page, title) {
  await page.keyboard.press("F1");
  await page.keyboard.type(title);
  await page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}
