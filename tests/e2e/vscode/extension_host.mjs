/**
 * Runs the suites inside the extension host of a real VS Code, through its API.
 *
 *     node extension_host.mjs CODE_SERVER VSIX [SUITE …]
 */

import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { inVSCode } from "./code_server.mjs";
import { emptyWindow, oneFolder, twoFolders, untrustworthyFolder } from "./workspaces.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const LONGEST = 300_000; // ms
const OURS = /^(ok|FAIL) /;

/** What each suite is run in. */
const SUITES = {
  editing: { place: twoFolders },
  korean: { place: oneFolder, korean: true },
  bare: { place: emptyWindow },
  untrusted: { place: untrustworthyFolder, untrusted: true },
};

const [codeServer, vsix, ...chosen] = process.argv.slice(2);
for (const suite of chosen.length ? chosen : Object.keys(SUITES)) {
  console.log(`-- ${suite}`);
  await inVSCode({ codeServer, vsix, ...SUITES[suite] }, (vscode) => run(vscode, suite));
}

async function run({ page, address, remote }, suite) {
  await page.exposeFunction("codeAutomationLog", (kind, words) => {
    const line = [words].flat().join(" ");
    if (process.env.DEBUG || OURS.test(line)) console.log(line);
  });
  const exit = new Promise((resolve, reject) => {
    page.exposeFunction("codeAutomationExit", resolve);
    setTimeout(() => reject(new Error("the suite does not end")), LONGEST).unref();
  });
  await page.goto(
    address({
      payload: [
        ["extensionDevelopmentPath", remote(join(HERE, "suites"))],
        ["extensionTestsPath", remote(join(HERE, "suites", `${suite}.cjs`))],
        ["skipWelcome", "true"],
      ],
    }),
  );
  const code = await exit;
  if (code !== 0) throw new Error(`${suite} failed`);
}
