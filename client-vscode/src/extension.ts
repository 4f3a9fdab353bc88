/** Starts the server, and ends it. All knowledge of Dockerfiles is the server's. */

import type * as vscode from "vscode";
import { addCommands } from "./commands";
import { Session } from "./session";

let session: Session | undefined;

export async function activate(context: vscode.ExtensionContext): Promise<void> {
  session = new Session(context);
  addCommands(context, session);
  await session.restart();
}

export async function deactivate(): Promise<void> {
  await session?.stop();
}
