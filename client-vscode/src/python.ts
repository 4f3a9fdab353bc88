/** Finding a Python that can run the bundled server. Nothing here knows of VS Code, so that it is tested without. */

import { execFile } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";

/** A program and its first arguments, such as `py -3`. */
export type Candidate = readonly [string, ...string[]];
export type Ask = (program: string, args: string[], limit: number) => Promise<string | undefined>;

/** What a machine has: its kind, the programs of a name, and what a program says. */
export interface Machine {
  platform: NodeJS.Platform;
  programs: (name: string) => string[];
  ask: Ask;
}

const OLDEST = { major: 3, minor: 10 };
const LIMIT = 2000; // ms
const VERSION = "import sys; print('%d.%d' % sys.version_info[:2])";
const APPLE = "/usr/bin/python3";

/** What may be a Python, in the order it is tried; `minors` are those that the compiled parts are bundled for. */
export function candidates(platform: NodeJS.Platform, minors: readonly number[]): Candidate[] {
  const usual: Candidate[] = platform === "win32" ? [["python3"], ["python"], ["py", "-3"]] : [["python3"], ["python"]];
  // Some systems name their own, older one `python3` and newer ones by version only.
  const versioned = [...minors].sort((a, b) => b - a).map((minor): Candidate => [`python3.${minor}`]);
  return [...usual, ...(platform === "win32" ? [] : versioned)];
}

/** The minors of Python that the bundled server has compiled parts for: it keeps them in `cp310` and so on. */
export function bundledMinors(folder: string): number[] {
  const names = fs.existsSync(folder) ? fs.readdirSync(folder) : [];
  return names.flatMap((name) => /^cp3(\d+)$/.exec(name)?.[1] ?? []).map(Number);
}

/** The first that is new enough; `say` is told why others are not. */
export async function usablePython(
  found: readonly Candidate[],
  say: (line: string) => void,
  machine: Machine = here,
): Promise<Candidate | undefined> {
  for (const [name, ...args] of found) {
    const programs = path.isAbsolute(name) ? [name] : machine.programs(name);
    if (programs.length === 0) say(`${name}: not on the PATH`);
    for (const program of programs) {
      const reason = await reasonAgainst(program, args, machine);
      if (reason === undefined) return [program, ...args];
      say(`${program}: ${reason}`);
    }
  }
  return undefined;
}

async function reasonAgainst(program: string, args: string[], { platform, ask }: Machine): Promise<string | undefined> {
  // Until the developer tools are there, Apple's program is a stub that opens a dialog.
  if (program === APPLE && platform === "darwin" && (await ask("/usr/bin/xcode-select", ["-p"], LIMIT)) === undefined) {
    return "only a stub without the developer tools";
  }
  const version = (await ask(program, [...args, "-I", "-c", VERSION], LIMIT))?.trim();
  if (version === undefined) return "does not answer";
  return isNewEnough(version) ? undefined : `is Python ${version}`;
}

export function isNewEnough(version: string): boolean {
  const match = /^(\d+)\.(\d+)$/.exec(version);
  if (!match) return false;
  const [major, minor] = [Number(match[1]), Number(match[2])];
  return major > OLDEST.major || (major === OLDEST.major && minor >= OLDEST.minor);
}

/** The programs of that name on the PATH, in its order. A folder of the PATH that depends on where we are is left out. */
export function onPath(
  name: string,
  env: Record<string, string | undefined> = process.env,
  platform: NodeJS.Platform = process.platform,
): string[] {
  const isWindows = platform === "win32";
  const folders = (env.PATH ?? env.Path ?? "").split(isWindows ? ";" : ":").filter((folder) => path.isAbsolute(folder));
  const programs = folders.map((folder) => path.join(folder, isWindows ? `${name}.exe` : name));
  return [...new Set(programs)].filter((program) => isProgram(program, isWindows));
}

export function isProgram(file: string, isWindows = process.platform === "win32"): boolean {
  try {
    // A program of the Windows Store, or its stand-in for one that is not installed, is a link that cannot be followed.
    if (isWindows) return !fs.lstatSync(file).isDirectory();
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

/** What a program prints; nothing where it fails or takes longer than `limit` milliseconds. */
const answer: Ask = (program, args, limit) =>
  new Promise((resolve) => {
    const options = { timeout: limit, killSignal: "SIGKILL", windowsHide: true } as const;
    execFile(program, args, options, (error, stdout) => resolve(error ? undefined : stdout));
  });

const here: Machine = { platform: process.platform, programs: onPath, ask: answer };
