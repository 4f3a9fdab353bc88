import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { bundledMinors, candidates, isNewEnough, onPath, usablePython } from "../src/python";
import type { Candidate, Machine } from "../src/python";

/** A machine on which the programs print what is said here; one that is not named is not there. */
function machine(says: Record<string, string | undefined>, platform: NodeJS.Platform = "linux"): Machine {
  return {
    platform,
    programs: (name) => Object.keys(says).filter((program) => program.split("/").at(-1) === name),
    ask: (program) => Promise.resolve(says[program]),
  };
}

async function found(on: Machine, tried: readonly Candidate[] = candidates(on.platform, [])): Promise<string | undefined> {
  return (await usablePython(tried, () => {}, on))?.join(" ");
}

test("the first new enough is taken, older ones on the PATH are passed over", async () => {
  assert.equal(await found(machine({ "/usr/bin/python3": "3.9\n", "/opt/bin/python3": "3.12\n" })), "/opt/bin/python3");
  assert.equal(await found(machine({ "/usr/bin/python3": "3.9\n", "/usr/bin/python": "3.10\n" })), "/usr/bin/python");
  assert.equal(await found(machine({ "/usr/bin/python": "2.7\n" })), undefined);
  assert.equal(await found(machine({})), undefined);
});

test("what is no Python is passed over", async () => {
  assert.equal(await found(machine({ "/a/python3": "hello", "/b/python3": undefined, "/c/python3": "3.13" })), "/c/python3");
});

test("a newer one that goes by its version only is taken last", async () => {
  const rhel = machine({ "/usr/bin/python3": "3.9", "/usr/bin/python3.11": "3.11", "/usr/bin/python3.12": "3.12" });
  assert.equal(await found(rhel, candidates("linux", [10, 11, 12])), "/usr/bin/python3.12");
});

test("the Windows launcher is asked for Python 3", async () => {
  const on = machine({ "C:/py": "3.13" }, "win32");
  assert.equal(await found(on), "C:/py -3");
});

test("the Store's stand-in, which runs and fails, is passed over", async () => {
  const on = machine({ "C:/WindowsApps/python": undefined, "C:/Python313/python": "3.13" }, "win32");
  assert.equal(await found(on), "C:/Python313/python");
});

test("Apple's program is not started without the developer tools, since it would open a dialog", async () => {
  const asked: string[] = [];
  const on = machine({ "/usr/bin/python3": "3.12" }, "darwin");
  const ask: Machine["ask"] = (program, args, limit) => {
    asked.push(program);
    return on.ask(program, args, limit);
  };
  assert.equal(await found({ ...on, ask }), undefined);
  assert.deepEqual(asked, ["/usr/bin/xcode-select"]);
  const withTools = machine({ "/usr/bin/python3": "3.12", "/usr/bin/xcode-select": "/Library/Developer" }, "darwin");
  assert.equal(await found(withTools), "/usr/bin/python3");
  assert.equal(await found(machine({ "/opt/homebrew/bin/python3": "3.12" }, "darwin")), "/opt/homebrew/bin/python3");
});

test("why a program is not taken is told", async () => {
  const said: string[] = [];
  await usablePython(candidates("linux", []), (line) => said.push(line), machine({ "/usr/bin/python3": "3.8" }));
  assert.deepEqual(said, ["/usr/bin/python3: is Python 3.8", "python: not on the PATH"]);
});

test("versions compare by number", () => {
  assert.deepEqual(["3.9", "3.10", "3.100", "4.0", "2.7", "3", ""].filter(isNewEnough), ["3.10", "3.100", "4.0"]);
});

function program(folder: string, name: string, script: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), script);
  chmodSync(join(folder, name), 0o755);
  return join(folder, name);
}

test("a program that hangs is given up after two seconds, and the next is asked", async () => {
  const home = mkdtempSync(join(tmpdir(), "dockerls-"));
  const hanging = program(join(home, "a"), "python3", "#!/bin/sh\nexec sleep 60\n");
  const working = program(join(home, "b"), "python3", "#!/bin/sh\necho 3.11\n");
  const start = Date.now();
  assert.deepEqual(await usablePython([[hanging], [working]], () => {}), [working]);
  assert.ok(Date.now() - start >= 1900 && Date.now() - start < 10_000);
});

test("the PATH is searched in its order, for programs only, and not where we happen to be", () => {
  const home = mkdtempSync(join(tmpdir(), "dockerls-"));
  const [a, b, c] = ["a", "b", "c"].map((name) => join(home, name)) as [string, string, string];
  mkdirSync(join(a, "python3"), { recursive: true });
  mkdirSync(b);
  writeFileSync(join(b, "python3"), "no program");
  const here = program(c, "python3", "#!/bin/sh\n");
  const env = { PATH: [a, b, "", ".", c, c, join(home, "none")].join(":") };
  assert.deepEqual(onPath("python3", env, "linux"), [here]);
  assert.deepEqual(onPath("python3", {}, "linux"), []);
});

test("on Windows a program has its ending, and may be a link that leads nowhere", { skip: process.platform === "win32" }, () => {
  const home = mkdtempSync(join(tmpdir(), "dockerls-"));
  symlinkSync("/nowhere", join(home, "python.exe"));
  // The separator is Windows's, and the folder as it is called here.
  assert.deepEqual(onPath("python", { Path: `${home};` }, "win32"), [join(home, "python.exe")]);
});

test("the minors that something compiled is bundled for", () => {
  const bundle = mkdtempSync(join(tmpdir(), "dockerls-"));
  for (const name of ["cp310", "cp314", "libs", "cpython"]) mkdirSync(join(bundle, name));
  assert.deepEqual(bundledMinors(bundle).sort(), [10, 14]);
  assert.deepEqual(bundledMinors(join(bundle, "none")), []);
});
