/** Bundles the extension into one file. */

import { build } from "esbuild";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  platform: "node",
  format: "cjs",
  target: "node18",
  external: ["vscode"],
  minify: process.argv.includes("--production"),
  sourcemap: !process.argv.includes("--production"),
  logLevel: "warning",
});
