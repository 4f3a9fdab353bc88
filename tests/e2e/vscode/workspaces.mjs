/** The workspaces of the tests: each function makes one in a folder, and tells what VS Code is to open. */

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const DOCKERFILE = `FROM debian:12 AS build
RUN apt-get update && apt-get install -y curl
RUN cd /tmp && make
FROM debian:12
COPY --from=build /usr/bin/curl /usr/bin/curl
`;

export function oneFolder(folder) {
  write(folder, { Dockerfile: DOCKERFILE });
  return { folder };
}

/** A folder that wants its own program run. */
export function untrustworthyFolder(folder) {
  const program = join(folder, "program");
  write(folder, { Dockerfile: DOCKERFILE, ".vscode/settings.json": { "dockerls.path": program, "dockerls.interpreter": program } });
  writeFileSync(program, `#!/bin/sh\ntouch '${join(folder, "was-run")}'\n`, { mode: 0o755 });
  return { folder };
}

/** One folder with a file of its own configuration, one with settings of its own. */
export function twoFolders(folder) {
  write(folder, {
    "api/Dockerfile": DOCKERFILE,
    "api/dockerls.toml": 'ignore = ["DL3015"]\n',
    "web/Dockerfile": DOCKERFILE,
    "web/.vscode/settings.json": { "dockerls.ignore": ["DL3003"] },
    "web/with context/Dockerfile": 'FROM node:24\nWORKDIR /app\nCOPY . .\nCMD ["node", "server.js"]\n',
    "web/with context/package.json": "{}",
    "web/with context/server.js": "",
    "web/with context/.env": "",
    "web/with context/node_modules/left-pad/index.js": "",
    "both.code-workspace": { folders: [{ path: "api" }, { path: "web" }] },
  });
  return { workspace: join(folder, "both.code-workspace") };
}

export function emptyWindow() {
  return { ew: "true" };
}

export function write(folder, files) {
  for (const [name, content] of Object.entries(files)) {
    const file = join(folder, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, typeof content === "string" ? content : JSON.stringify(content));
  }
}

/** One that shows well. */
export function exampleFolder(folder) {
  write(folder, {
    "Dockerfile": `# syntax=docker/dockerfile:1
FROM python:3.13-slim
WORKDIR /app

RUN apt-get update
RUN apt-get install -y libpq5

COPY . .
RUN pip install -r requirements.txt

CMD python -m app
`,
    "requirements.txt": "flask==3.1.2\n",
    "app/__main__.py": "",
    ".env": "TOKEN=\n",
    ".git/HEAD": "ref: refs/heads/main\n",
    "worker/Dockerfile": "FROM python:3.13-slim\nRUN pip install celery\nCMD [\"celery\"]\n",
  });
  return { folder };
}
