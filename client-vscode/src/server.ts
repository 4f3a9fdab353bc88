/** Which server to run. */

import * as path from "node:path";
import * as vscode from "vscode";
import { bundledMinors, candidates, isProgram, onPath, usablePython } from "./python";

export interface ServerCommand {
  command: string;
  args: string[];
  /** Where it comes from, for the status item. */
  origin: "path" | "bundled" | "installed";
}

/** Why there is none, as it is told to the person. */
export class NoServer extends Error {}

/**
 * In this order: `dockerls.path`; the bundled server, run by `dockerls.interpreter` or the first Python that is new
 * enough; `dockerls` on the PATH. In a workspace nobody trusts only the bundled server, run by a Python of the machine.
 * Raises NoServer.
 */
export async function findServer(
  context: vscode.ExtensionContext,
  log: vscode.LogOutputChannel,
): Promise<ServerCommand> {
  const settings = vscode.workspace.getConfiguration("dockerls");
  const isTrusted = vscode.workspace.isTrusted;
  const named = isTrusted ? settings.get<string>("path", "") : "";
  if (named) return { command: programNamed(named), args: ["server"], origin: "path" };
  const chosen = isTrusted ? settings.get<string>("interpreter", "") : "";
  const bundled = vscode.Uri.joinPath(context.extensionUri, "bundled").fsPath;
  const tried = chosen ? [[chosen] as const] : candidates(process.platform, bundledMinors(bundled));
  const python = await usablePython(tried, (line) => log.info(line));
  if (python) {
    const [command, ...args] = python;
    const cache = vscode.Uri.joinPath(context.globalStorageUri, "pycache").fsPath;
    // Isolated, so that no package or variable of the user's can break it; -I would not even read PYTHONPYCACHEPREFIX.
    args.push("-I", "-X", `pycache_prefix=${cache}`, path.join(bundled, "run.py"), "server");
    return { command, args, origin: "bundled" };
  }
  const [installed] = isTrusted ? onPath("dockerls") : [];
  if (installed) return { command: installed, args: ["server"], origin: "installed" };
  throw new NoServer(
    chosen
      ? vscode.l10n.t("dockerls needs Python 3.10 or newer; the setting dockerls.interpreter names {0}.", chosen)
      : vscode.l10n.t("dockerls needs Python 3.10 or newer, and none was found."),
  );
}

function programNamed(name: string): string {
  const program = path.isAbsolute(name) ? [name].find((each) => isProgram(each)) : onPath(name)[0];
  if (program === undefined) {
    throw new NoServer(vscode.l10n.t("The setting dockerls.path names {0}, which is no program.", name));
  }
  return program;
}
