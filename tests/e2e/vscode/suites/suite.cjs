/** What the suites share: running tests one after the other, and asking VS Code as a person would. */

const fs = require("node:fs");
const vscode = require("vscode");

const PATIENCE = 20_000; // ms

/** The `run` that VS Code calls: each test by its name, after `before`. Fails when one does, after all were run. */
exports.suite = (tests, before = async () => {}) => async () => {
  const failed = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await before();
      await test();
      console.log(`ok   ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`FAIL ${name}: ${error.stack ?? error}`);
    }
  }
  if (failed.length) throw new Error(`${failed.length} failed`);
};

/** What `found` gives once it gives something. */
const until = async (what, found) => {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const value = await found();
    if (value) return value;
    if (Date.now() > end) throw new Error(`waited in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
exports.until = until;

/** A file of a workspace folder, shown in the editor. */
exports.open = async (name, folder = 0) => {
  const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders[folder].uri, name);
  const document = await vscode.workspace.openTextDocument(uri);
  await vscode.window.showTextDocument(document);
  return document;
};

/** The codes of what is found in a document. */
exports.codes = (document) =>
  vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === "dockerls").map(({ code }) => code?.value ?? code);

exports.finding = (document, code) =>
  until(`${code} is found`, () =>
    vscode.languages.getDiagnostics(document.uri).find((each) => (each.code?.value ?? each.code) === code),
  );

exports.replaceText = async (document, text) => {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  await vscode.workspace.applyEdit(edit);
};

/** Where «» stands in the text, which becomes that of the document without it. */
exports.type = async (document, text) => {
  const offset = text.indexOf("«»");
  await exports.replaceText(document, text.replace("«»", ""));
  return document.positionAt(offset);
};

exports.actions = (document, range, kind) =>
  vscode.commands.executeCommand("vscode.executeCodeActionProvider", document.uri, range, kind, 20);

exports.hoverAt = async (document, position) => {
  const hovers = await vscode.commands.executeCommand("vscode.executeHoverProvider", document.uri, position);
  return hovers.flatMap((hover) => hover.contents.map((content) => content.value)).join("\n");
};

/** The server's processes, which are children of this one. */
exports.servers = () =>
  fs
    .readdirSync("/proc")
    .filter((pid) => /^\d+$/.test(pid))
    .filter((pid) => {
      try {
        const parent = / \(.*\) \S (\d+) /.exec(` ${fs.readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^\d+ /, "")}`)?.[1];
        return Number(parent) === process.pid && fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").includes("bundled/run.py");
      } catch {
        return false; // it has ended
      }
    })
    .map(Number);
