/** A window with two folders: all that a person does there. */

const assert = require("node:assert/strict");
const vscode = require("vscode");
const { actions, codes, finding, hoverAt, open, replaceText, servers, suite, type, until } = require("./suite.cjs");

const configuration = (document) => vscode.workspace.getConfiguration("dockerls", document);

/** What is offered at «» in a text. */
async function offered(document, text) {
  const position = await type(document, text);
  const list = await vscode.commands.executeCommand("vscode.executeCompletionItemProvider", document.uri, position);
  return list.items.map(({ label }) => label.label ?? label);
}

const DOCKERFILE = `FROM debian:12 AS build
RUN apt-get update && apt-get install -y curl
RUN cd /tmp && make
FROM debian:12
COPY --from=build /usr/bin/curl /usr/bin/curl
`;

/** Every test finds the files as they were. */
async function restore() {
  for (const folder of [0, 1]) {
    const document = await open("Dockerfile", folder);
    await replaceText(document, DOCKERFILE);
    await document.save();
  }
}

exports.run = suite({
  "each folder has its own configuration": async () => {
    const api = await open("Dockerfile", 0);
    await finding(api, "DL3003");
    const web = await open("Dockerfile", 1);
    await finding(web, "DL3015");
    await until("api without DL3015", () => !codes(api).includes("DL3015"));
    await until("web without DL3003", () => !codes(web).includes("DL3003"));
  },

  "a hover teaches": async () => {
    const document = await open("Dockerfile", 1);
    const { range } = await finding(document, "DL3015");
    const said = await hoverAt(document, range.start);
    assert.match(said, /DL3015/);
    assert.ok(said.length > 200, said);
  },

  "a quick fix edits the file": async () => {
    const document = await open("Dockerfile", 1);
    const { range } = await finding(document, "DL3015");
    const fix = (await actions(document, range, "quickfix")).find((each) => /--no-install-recommends/.test(each.title));
    assert.ok(await vscode.workspace.applyEdit(fix.edit));
    assert.match(document.getText(), /--no-install-recommends/);
    await until("DL3015 is gone", () => !codes(document).includes("DL3015"));
  },

  "all that is safe is fixed by the command": async () => {
    const document = await open("Dockerfile", 1);
    await replaceText(document, "FROM python:3.13\nRUN pip install flask\nMAINTAINER me@example.com\n");
    await finding(document, "DL3042");
    await vscode.commands.executeCommand("dockerls.fixFile");
    await until("--no-cache-dir", () => document.getText().includes("--no-cache-dir"));
  },

  "mounts are completed": async () => {
    const document = await open("Dockerfile", 0);
    const types = await offered(document, "FROM debian:12\nRUN --mount=type=«»\n");
    assert.deepEqual(["bind", "cache", "secret", "ssh", "tmpfs"].filter((each) => !types.includes(each)), []);
    const keys = await offered(document, "FROM debian:12\nRUN --mount=type=cache,«»\n");
    assert.ok(keys.some((each) => each.startsWith("target")), keys.join(" "));
  },

  "a stage is renamed": async () => {
    const document = await open("Dockerfile", 1);
    const position = document.positionAt(document.getText().indexOf("build"));
    const rename = "vscode.executeDocumentRenameProvider";
    await vscode.workspace.applyEdit(await vscode.commands.executeCommand(rename, document.uri, position, "tools"));
    assert.match(document.getText(), /AS tools\n[^]*--from=tools /);
  },

  "a file is formatted and fixed as it is saved": async () => {
    const document = await open("Dockerfile", 1);
    const editor = vscode.workspace.getConfiguration("editor", document);
    await editor.update("formatOnSave", true, vscode.ConfigurationTarget.Workspace);
    await editor.update("codeActionsOnSave", { "source.fixAll.dockerls": "explicit" }, vscode.ConfigurationTarget.Workspace);
    await replaceText(document, "FROM python:3.13   \nrun   pip install flask\nRUN true\nCMD [\"python\"]\n");
    await finding(document, "DL3042");
    await document.save();
    assert.equal(document.getText().split("\n")[1], "RUN pip install --no-cache-dir flask");
    for (const name of ["formatOnSave", "codeActionsOnSave"]) {
      await editor.update(name, undefined, vscode.ConfigurationTarget.Workspace);
    }
  },

  "settings act without a reload": async () => {
    const document = await open("Dockerfile", 1);
    await finding(document, "DL3015");
    await configuration(document).update("severity", { DL3015: "error" }, vscode.ConfigurationTarget.Workspace);
    await until("an error", async () => (await finding(document, "DL3015")).severity === vscode.DiagnosticSeverity.Error);
    await configuration(document).update("ignore", ["DL3015", "DL3003"], vscode.ConfigurationTarget.WorkspaceFolder);
    await until("silence", () => !codes(document).includes("DL3015"));
    await configuration(document).update("ignore", ["DL3003"], vscode.ConfigurationTarget.WorkspaceFolder);
    await configuration(document).update("severity", undefined, vscode.ConfigurationTarget.Workspace);
    await until("a warning", async () => (await finding(document, "DL3015")).severity === vscode.DiagnosticSeverity.Warning);
  },

  "a configuration file acts as it is saved": async () => {
    const document = await open("Dockerfile", 0);
    const file = await open("dockerls.toml", 0);
    const before = file.getText();
    await replaceText(file, "");
    await file.save();
    await finding(document, "DL3015");
    await replaceText(file, before);
    await file.save();
    await until("silence", () => !codes(document).includes("DL3015"));
  },

  "an ignore file is made of what lies around": async () => {
    const document = await open("with context/Dockerfile", 1);
    await finding(document, "DLS1024");
    await vscode.commands.executeCommand("dockerls.createIgnoreFile");
    const made = vscode.Uri.joinPath(document.uri, "../.dockerignore");
    const text = await until("the file", async () =>
      vscode.workspace.openTextDocument(made).then((each) => each.getText(), () => undefined),
    );
    assert.match(text, /^\.env$/m);
    await (await vscode.workspace.openTextDocument(made)).save();
    await until("DLS1024 is gone", () => !codes(document).includes("DLS1024"));
  },

  "the page of a rule is shown": async () => {
    const document = await open("Dockerfile", 1);
    await finding(document, "DL3015");
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await configuration(document).update("select", ["DL3015"], vscode.ConfigurationTarget.Workspace);
    await until("only DL3015", () => codes(document).length === 1);
    await vscode.commands.executeCommand("dockerls.explainRule");
    await until("the page", () => /apt-no-install-recommends/.test(vscode.window.tabGroups.activeTabGroup.activeTab?.label));
    await configuration(document).update("select", undefined, vscode.ConfigurationTarget.Workspace);
  },

  "the server is started anew by the command": async () => {
    const document = await open("Dockerfile", 1);
    const [before] = servers();
    await vscode.commands.executeCommand("dockerls.restart");
    await until("another server", () => servers().length === 1 && servers()[0] !== before);
    await finding(document, "DL3015");
  },

  "a server that was killed comes back": async () => {
    const document = await open("Dockerfile", 1);
    await finding(document, "DL3015");
    const [before] = servers();
    process.kill(before, "SIGKILL");
    await until("another server", () => servers().length === 1 && servers()[0] !== before);
    await finding(document, "DL3015");
    const { range } = await finding(document, "DL3015");
    await until("a hover", () => hoverAt(document, range.start));
  },

  "another server can be named": async () => {
    const [before] = servers();
    const settings = configuration();
    await settings.update("path", "/nowhere/dockerls", vscode.ConfigurationTarget.Workspace);
    await until("no server", () => servers().length === 0);
    await settings.update("path", undefined, vscode.ConfigurationTarget.Workspace);
    await until("the bundled server", () => servers().length === 1 && servers()[0] !== before);
  },
}, restore);
