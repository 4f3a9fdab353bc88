"""Commands that make files of a project again, by the kind of project."""

NODE = frozenset({"npm", "npx", "yarn", "pnpm", "bun", "node"})
PYTHON = frozenset({"pip", "pip3", "python", "python3", "poetry", "uv", "hatch", "pdm"})
CARGO = frozenset({"cargo"})
MAVEN = frozenset({"mvn", "mvnw"})
GRADLE = frozenset({"gradle", "gradlew"})

MAKERS = NODE | PYTHON | CARGO | MAVEN | GRADLE
