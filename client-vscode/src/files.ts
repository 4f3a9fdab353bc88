/** Which files the extension is about. Nothing here knows of VS Code. */

const NAMES = "Dockerfile,Dockerfile.*,*.dockerfile,*.Dockerfile,Containerfile,Containerfile.*,*.containerfile,*.Containerfile";

export const DOCKERFILES = `**/{${NAMES}}`;

/** On any scheme: files, untitled ones, and those of remote and virtual workspaces. */
export const SELECTOR = [
  { language: "dockerfile" },
  { pattern: "**/{Containerfile,Containerfile.*,*.containerfile,*.Containerfile}" },
  { pattern: "**/{.dockerignore,*.dockerignore,.containerignore,*.containerignore}" },
];
