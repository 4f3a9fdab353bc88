/** A folder nobody trusts: the bundled server works, and no program that the folder's settings name is run. */

const assert = require("node:assert/strict");
const fs = require("node:fs");
const vscode = require("vscode");
const { finding, open, servers, suite } = require("./suite.cjs");

exports.run = suite({
  "the bundled server runs, and not the one of the workspace": async () => {
    assert.equal(vscode.workspace.isTrusted, false);
    const document = await open("Dockerfile");
    await finding(document, "DL3015");
    assert.equal(servers().length, 1);
    assert.equal(fs.existsSync(document.uri.fsPath.replace("Dockerfile", "was-run")), false);
  },
});
