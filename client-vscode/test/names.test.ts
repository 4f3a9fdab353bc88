import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { asConfiguration, isOfServer, serverName } from "../src/names";

test("a setting has the server's name", () => {
  assert.equal(serverName("codeLens"), "code-lens");
  assert.equal(serverName("disableIgnorePragma"), "disable-ignore-pragma");
  assert.equal(serverName("profile"), "profile");
});

test("what has a dot is a key of a table", () => {
  const values: [string, unknown][] = [["profile", "strict"], ["format.casing", "upper"], ["format.alignContinuations", "never"]];
  assert.deepEqual(asConfiguration(values), { profile: "strict", format: { casing: "upper", "align-continuations": "never" } });
  assert.deepEqual(asConfiguration([]), {});
});

test("every setting of the manifest is the client's own or a key of the server's schema", () => {
  const read = (name: string): any => JSON.parse(readFileSync(join(__dirname, name), "utf8"));
  const { properties } = read("../package.json").contributes.configuration;
  const schema = read("../../docs/dockerls.schema.json").properties;
  const settings = Object.keys(properties).map((key) => key.slice("dockerls.".length));
  assert.deepEqual(settings.filter((each) => !isOfServer(each)), ["path", "interpreter", "trace.server"]);
  for (const setting of settings.filter(isOfServer)) {
    const [key, inner] = serverName(setting).split(".") as [string, string?];
    assert.ok(inner === undefined ? schema[key] : schema[key].properties[inner], setting);
  }
});
