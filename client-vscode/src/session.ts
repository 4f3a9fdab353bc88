/** The server's life: found, started, started again when it dies or a setting about it changes. */

import * as vscode from "vscode";
import { LanguageClient, RevealOutputChannelOn } from "vscode-languageclient/node";
import { SELECTOR } from "./files";
import { NoServer, findServer } from "./server";
import type { ServerCommand } from "./server";
import { chosenSettings } from "./settings";
import { Status } from "./status";

/** The settings that decide which server runs, and how. */
const OF_SERVER = ["dockerls.path", "dockerls.interpreter"];

export class Session {
  readonly log = vscode.window.createOutputChannel("dockerls", { log: true });
  private readonly status = new Status();
  private client: LanguageClient | undefined;
  private last: Promise<void> = Promise.resolve();

  constructor(private readonly context: vscode.ExtensionContext) {
    context.subscriptions.push(
      this.log,
      this.status,
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (OF_SERVER.some((key) => event.affectsConfiguration(key))) void this.restart();
      }),
      vscode.workspace.onDidGrantWorkspaceTrust(() => this.restart()),
    );
  }

  /** One after the other, however often it is asked for. */
  restart(): Promise<void> {
    this.last = this.last.then(() => this.stop()).then(() => this.start());
    return this.last;
  }

  async stop(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    // A server that has died already has nothing left to stop.
    await client?.dispose().catch((error: unknown) => this.log.warn(String(error)));
  }

  private async start(): Promise<void> {
    this.status.starting();
    try {
      const found = await findServer(this.context, this.log);
      this.client = this.makeClient(found);
      await this.client.start();
    } catch (error) {
      this.status.stopped();
      this.log.error(String(error));
      // Of a server that was found and does not start, the client has told already.
      if (error instanceof NoServer) void this.tell(error.message);
    }
  }

  private makeClient(found: ServerCommand): LanguageClient {
    this.log.info(`server: ${found.command} ${found.args.join(" ")}`);
    const { packageJSON: manifest } = this.context.extension;
    const client = new LanguageClient("dockerls", "dockerls", found, {
      documentSelector: SELECTOR,
      outputChannel: this.log,
      revealOutputChannelOn: RevealOutputChannelOn.Never,
      initializationOptions: chosenSettings(manifest),
      middleware: {
        workspace: {
          configuration: ({ items }) => items.map((item) => chosenSettings(manifest, item.scopeUri)),
        },
        window: {
          // The only documents the server shows are the pages of its rules.
          showDocument: async (params) => {
            await vscode.commands.executeCommand("markdown.showPreview", vscode.Uri.parse(params.uri));
            return { success: true };
          },
        },
      },
    });
    client.onDidChangeState(({ newState }) => this.status.changed(newState, found, client));
    return client;
  }

  private async tell(message: string): Promise<void> {
    const install = vscode.l10n.t("Get Python");
    const settings = vscode.l10n.t("Open Settings");
    const log = vscode.l10n.t("Show Log");
    const chosen = await vscode.window.showErrorMessage(message, install, settings, log);
    if (chosen === install) await vscode.env.openExternal(vscode.Uri.parse("https://www.python.org/downloads/"));
    if (chosen === settings) await vscode.commands.executeCommand("dockerls.openSettings");
    if (chosen === log) this.log.show();
  }
}
