/** The server's names of settings, and its configuration made of the client's. Nothing here knows of VS Code. */

/** Settings of the client itself, which the server does not know. */
const OF_CLIENT = new Set(["path", "interpreter", "trace.server"]);

export function isOfServer(setting: string): boolean {
  return !OF_CLIENT.has(setting);
}

/** The server's name of a setting: `codeLens` is its `code-lens`. */
export function serverName(setting: string): string {
  return setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** The values as the server takes them: `format.alignContinuations` is the key `align-continuations` of a table. */
export function asConfiguration(values: Iterable<readonly [string, unknown]>): Record<string, unknown> {
  const root: Record<string, unknown> = {};
  for (const [setting, value] of values) {
    const keys = serverName(setting).split(".");
    const last = keys.pop() ?? "";
    let table = root;
    for (const key of keys) table = (table[key] ??= {}) as Record<string, unknown>;
    table[last] = value;
  }
  return root;
}
