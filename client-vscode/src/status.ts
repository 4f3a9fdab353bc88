/** The entry in the language status: which server runs, and how much was found in the open file. */

import * as vscode from "vscode";
import { State } from "vscode-languageclient/node";
import type { LanguageClient } from "vscode-languageclient/node";
import { SELECTOR } from "./files";
import type { ServerCommand } from "./server";

export class Status implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("dockerls", SELECTOR);
  private readonly listeners = [
    vscode.languages.onDidChangeDiagnostics(() => this.count()),
    vscode.window.onDidChangeActiveTextEditor(() => this.count()),
  ];
  private isRunning = false;

  constructor() {
    this.item.name = "dockerls";
  }

  dispose(): void {
    vscode.Disposable.from(this.item, ...this.listeners).dispose();
  }

  starting(): void {
    this.isRunning = false;
    this.item.busy = true;
    this.item.severity = vscode.LanguageStatusSeverity.Information;
    this.item.text = vscode.l10n.t("dockerls is starting");
    this.item.detail = "";
    this.item.command = { command: "dockerls.showLog", title: vscode.l10n.t("Show Log") };
  }

  stopped(): void {
    this.isRunning = false;
    this.item.busy = false;
    this.item.severity = vscode.LanguageStatusSeverity.Error;
    this.item.text = vscode.l10n.t("dockerls is not running");
    this.item.detail = "";
    this.item.command = { command: "dockerls.restart", title: vscode.l10n.t("Restart") };
  }

  changed(state: State, found: ServerCommand, client: LanguageClient): void {
    if (state === State.Starting) this.starting();
    else if (state === State.Running) this.running(found, client);
    else this.stopped();
  }

  private running(found: ServerCommand, client: LanguageClient): void {
    this.isRunning = true;
    this.item.busy = false;
    const version = client.initializeResult?.serverInfo?.version ?? "";
    this.item.detail = `dockerls ${version} (${ORIGINS[found.origin]()})`;
    this.count();
  }

  private count(): void {
    if (!this.isRunning) return;
    const editor = vscode.window.activeTextEditor;
    const found = editor ? vscode.languages.getDiagnostics(editor.document.uri) : [];
    const number = found.filter((each) => each.source === "dockerls").length;
    this.item.text =
      number === 0
        ? vscode.l10n.t("Nothing found")
        : number === 1
          ? vscode.l10n.t("1 finding")
          : vscode.l10n.t("{0} findings", number);
  }
}

const ORIGINS = {
  path: () => vscode.l10n.t("set by dockerls.path"),
  bundled: () => vscode.l10n.t("bundled"),
  installed: () => vscode.l10n.t("installed"),
};
