/** VS Code in Korean: the server and the client speak it too. */

const assert = require("node:assert/strict");
const vscode = require("vscode");
const { finding, hoverAt, open, suite, until } = require("./suite.cjs");

const HANGUL = /[가-힣]/;

exports.run = suite({
  "messages, hovers and titles of fixes are Korean": async () => {
    assert.equal(vscode.env.language, "ko");
    const document = await open("Dockerfile");
    const found = await finding(document, "DL3015");
    assert.match(found.message, HANGUL);
    assert.match(await hoverAt(document, found.range.start), HANGUL);
  },
  "the manifest is Korean": () => {
    const manifest = vscode.extensions.getExtension("dockerls.dockerls").packageJSON;
    assert.equal(manifest.contributes.commands.find((each) => each.command === "dockerls.restart").title.value, "서버 다시 시작");
    assert.match(manifest.contributes.configuration.properties["dockerls.profile"].description, HANGUL);
  },
  "English can be chosen": async () => {
    await vscode.workspace.getConfiguration("dockerls").update("language", "en", vscode.ConfigurationTarget.Workspace);
    const document = await open("Dockerfile");
    await until("English", async () => !HANGUL.test((await finding(document, "DL3015")).message));
  },
});
