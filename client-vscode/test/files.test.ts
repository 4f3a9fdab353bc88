import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { DOCKERFILES, SELECTOR } from "../src/files";

test("what is searched for in a workspace is what the manifest takes for Dockerfiles", () => {
  const manifest = JSON.parse(readFileSync(join(__dirname, "../package.json"), "utf8"));
  const [dockerfile] = manifest.contributes.languages;
  for (const name of [...dockerfile.filenames, ...dockerfile.filenamePatterns]) {
    assert.ok(DOCKERFILES.slice("**/{".length, -1).split(",").includes(name), name);
  }
});

test("no scheme is left out", () => {
  assert.ok(SELECTOR.every((filter) => !("scheme" in filter)));
});
