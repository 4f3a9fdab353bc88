/** A window without a folder, and files that are on no disk. */

const assert = require("node:assert/strict");
const vscode = require("vscode");
const { codes, finding, suite, until } = require("./suite.cjs");

const TEXT = "FROM debian:12\nRUN apt-get update && apt-get install -y curl\n";

const readOnly = () => {
  throw vscode.FileSystemError.NoPermissions();
};

/** A file system in memory with one file. */
class OneFile {
  onDidChangeFile = new vscode.EventEmitter().event;
  watch = () => new vscode.Disposable(() => {});
  readFile = () => Buffer.from(TEXT);
  createDirectory = readOnly;
  writeFile = readOnly;
  delete = readOnly;
  rename = readOnly;
  readDirectory = () => [["Dockerfile", vscode.FileType.File]];
  stat(uri) {
    const isFile = uri.path.endsWith("Dockerfile");
    if (!isFile && uri.path !== "/") throw vscode.FileSystemError.FileNotFound(uri);
    return { type: isFile ? vscode.FileType.File : vscode.FileType.Directory, ctime: 0, mtime: 0, size: TEXT.length };
  }
}

exports.run = suite({
  "an untitled file is checked and fixed": async () => {
    assert.equal(vscode.workspace.workspaceFolders, undefined);
    const document = await vscode.workspace.openTextDocument({ language: "dockerfile", content: TEXT });
    await vscode.window.showTextDocument(document);
    await finding(document, "DL3015");
    await vscode.commands.executeCommand("dockerls.fixFile");
    await until("fixed", () => document.getText() !== TEXT);
  },
  "a file of a virtual file system is checked": async () => {
    vscode.workspace.registerFileSystemProvider("memory", new OneFile(), { isReadonly: true });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("memory:/Dockerfile"));
    await finding(document, "DL3015");
  },
  "nothing is found in what is no Dockerfile": async () => {
    const document = await vscode.workspace.openTextDocument({ language: "plaintext", content: TEXT });
    await vscode.window.showTextDocument(document);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.deepEqual(codes(document), []);
  },
});
