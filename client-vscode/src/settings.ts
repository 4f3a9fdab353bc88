/** What the server is told of the settings: those that somebody has set. */

import * as vscode from "vscode";
import { asConfiguration, isOfServer } from "./names";

/**
 * The values set for a resource. Defaults are left out: to the server an editor's setting counts more than a
 * configuration file, and a default nobody has chosen must not.
 */
export function chosenSettings(manifest: unknown, scope?: string): Record<string, unknown> {
  const resource = scope === undefined ? undefined : vscode.Uri.parse(scope);
  const configuration = vscode.workspace.getConfiguration("dockerls", resource);
  const chosen = declared(manifest).filter((setting) => {
    const found = configuration.inspect(setting);
    const values = [found?.globalValue, found?.workspaceValue, found?.workspaceFolderValue];
    return values.some((value) => value !== undefined && value !== null);
  });
  return asConfiguration(chosen.map((setting) => [setting, configuration.get(setting)]));
}

function declared(manifest: unknown): string[] {
  const { contributes } = manifest as { contributes: { configuration: { properties: Record<string, unknown> } } };
  return Object.keys(contributes.configuration.properties)
    .map((key) => key.slice("dockerls.".length))
    .filter(isOfServer);
}
