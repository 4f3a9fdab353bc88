/** The commands of the palette. What they do to files the server tells. */

import * as vscode from "vscode";
import { DOCKERFILES } from "./files";
import type { Session } from "./session";

const FIX_ALL = vscode.CodeActionKind.SourceFixAll.append("dockerls");

const START = new vscode.Position(0, 0);
const MOST_ACTIONS = 50; // that are resolved, so that they have their edits

/** The codes of dockerignore-missing and dockerignore-weak. */
const ABOUT_IGNORE_FILES = new Set(["DLS1024", "DLS1025"]);

export function addCommands(context: vscode.ExtensionContext, session: Session): void {
  const add = (name: string, run: () => unknown): void => {
    context.subscriptions.push(vscode.commands.registerCommand(`dockerls.${name}`, run));
  };
  add("restart", () => session.restart());
  add("showLog", () => session.log.show());
  add("openSettings", () => vscode.commands.executeCommand("workbench.action.openSettings", `@ext:${context.extension.id}`));
  add("fixFile", fixFile);
  add("fixWorkspace", fixWorkspace);
  add("explainRule", explainRule);
  add("createIgnoreFile", createIgnoreFile);
}

async function fixFile(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const edit = await fixesOf(document);
  if (edit) await vscode.workspace.applyEdit(edit);
  else tell(vscode.l10n.t("There is nothing that is safe to fix unseen."));
}

/** All files as one edit, which VS Code shows for review before it changes anything. */
async function fixWorkspace(): Promise<void> {
  const title = vscode.l10n.t("Looking for what can be fixed");
  const together = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title, cancellable: true },
    (progress, token) => fixesOfWorkspace(progress, token),
  );
  if (together === undefined) return;
  if (together.size > 0) await vscode.workspace.applyEdit(together, { isRefactoring: true });
  else tell(vscode.l10n.t("There is nothing that is safe to fix unseen."));
}

/** Nothing where the person has cancelled. */
async function fixesOfWorkspace(
  progress: vscode.Progress<{ message: string; increment: number }>,
  token: vscode.CancellationToken,
): Promise<vscode.WorkspaceEdit | undefined> {
  const together = new vscode.WorkspaceEdit();
  const label = vscode.l10n.t("Safe fixes of dockerls");
  const files = await vscode.workspace.findFiles(DOCKERFILES, "**/node_modules/**", undefined, token);
  for (const file of files) {
    if (token.isCancellationRequested) return undefined;
    progress.report({ message: vscode.workspace.asRelativePath(file), increment: 100 / files.length });
    const edit = await fixesOf(await vscode.workspace.openTextDocument(file));
    for (const [uri, edits] of edit?.entries() ?? []) {
      // VS Code shows its preview for an edit that must be confirmed, and leaves that one out until it is ticked. So one
      // that changes nothing is put before ours, which are ticked as the preview opens.
      if (together.size === 0) together.insert(uri, START, "", { needsConfirmation: true, label });
      for (const each of edits) together.replace(uri, each.range, each.newText, { needsConfirmation: false, label });
    }
  }
  return token.isCancellationRequested ? undefined : together;
}

async function fixesOf(document: vscode.TextDocument): Promise<vscode.WorkspaceEdit | undefined> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await actionsAt(document, whole, FIX_ALL);
  return actions.find((action) => action.kind && FIX_ALL.contains(action.kind))?.edit;
}

function actionsAt(
  document: vscode.TextDocument,
  range: vscode.Range,
  kind: vscode.CodeActionKind,
): Thenable<vscode.CodeAction[]> {
  const command = "vscode.executeCodeActionProvider";
  return vscode.commands.executeCommand<vscode.CodeAction[]>(command, document.uri, range, kind.value, MOST_ACTIONS);
}

/** The page of a rule of the findings at the cursor; where there are several the person chooses. */
async function explainRule(): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const line = editor.document.lineAt(editor.selection.active.line).range;
  const here = findings(editor.document).filter((each) => each.range.intersection(line));
  const choices = [...new Map(here.map((each) => [codeOf(each), each.message]))].map(([label, description]) => ({
    label,
    description,
  }));
  const chosen = choices.length > 1 ? await vscode.window.showQuickPick(choices) : choices[0];
  if (chosen) await vscode.commands.executeCommand("dockerls.openRule", chosen.label);
  else if (choices.length === 0) tell(vscode.l10n.t("dockerls has found nothing on this line."));
}

/** The server's own quick fix, which knows what lies around; where it offers none there is nothing to leave out. */
async function createIgnoreFile(): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return;
  const finding = findings(document).find((each) => ABOUT_IGNORE_FILES.has(codeOf(each)));
  const actions = finding ? await actionsAt(document, finding.range, vscode.CodeActionKind.QuickFix) : [];
  const edit = actions.map((each) => each.edit).find((each) => each?.entries().some(([uri]) => isIgnoreFile(uri)));
  if (edit) await vscode.workspace.applyEdit(edit);
  else tell(vscode.l10n.t("This file copies nothing that an ignore file should leave out."));
}

function isIgnoreFile(uri: vscode.Uri): boolean {
  return uri.path.endsWith(".dockerignore") || uri.path.endsWith(".containerignore");
}

function findings(document: vscode.TextDocument): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(document.uri).filter((each) => each.source === "dockerls");
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

function tell(message: string): void {
  void vscode.window.showInformationMessage(message);
}
