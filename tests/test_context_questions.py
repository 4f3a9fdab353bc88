"""What rules are told of the files of a build context: versions in lockfiles, manifests, secrets, what to ignore."""

from collections.abc import Mapping

import pytest

from dockerls.features.example_files import context_of
from dockerls.semantics.ignore_advice import IgnoreQuestion
from dockerls.semantics.locked_versions import LockedQuestion
from dockerls.semantics.manifest_questions import ManifestsQuestion
from dockerls.semantics.secret_questions import SecretQuestion
from dockerls.semantics.source_questions import SourceQuestion, Standing

PACKAGE_LOCK = """\
{"lockfileVersion": 3, "packages": {
  "": {"name": "app"},
  "node_modules/express": {"version": "5.1.0"},
  "node_modules/@types/node": {"version": "24.10.1"},
  "node_modules/express/node_modules/ms": {"version": "2.0.0"},
  "node_modules/linked": {"link": true}
}}
"""
YARN_1 = """\
# yarn lockfile v1

"@types/node@^24.0.0", "@types/node@>=20":
  version "24.10.1"
  resolved "https://registry.yarnpkg.com/@types/node"

express@^5:
  version "5.1.0"
"""
YARN_4 = """\
__metadata:
  version: 8

"express@npm:^5":
  version: 5.1.0
  resolution: "express@npm:5.1.0"
"""
UV = """\
version = 1

[[package]]
name = "flask"
version = "3.1.2"
source = { registry = "https://pypi.org/simple" }

[[package]]
name = "ruamel-yaml"
version = "0.18.16"
"""
PIPFILE = (
    '{"default": {"flask": {"version": "==3.1.2"}, "app": {"path": "."}}, "develop": {"ruff": {"version": "==1.0"}}}'
)
REQUIREMENTS = "# all\r\nFlask[async]==3.1.2 ; python_version > '3' \r\nruff>=0.9\r\ngunicorn==23.0.0 --hash=a\r\n"
GEMFILE = "GEM\n  remote: https://rubygems.org/\n  specs:\n    puma (7.1.0)\n      nio4r (~> 2.0)\n    nio4r (2.7.5)\n"
GO = "golang.org/x/tools v0.1.0/go.mod h1:a=\ngolang.org/x/tools v0.38.0 h1:b=\nexample.com/a v1.0.0 h1:c=\n"


def locked(files: Mapping[str, str], ecosystem: str, *names: str) -> tuple[str, ...] | None:
    answer = LockedQuestion(ecosystem, names).asked_of(context_of(files))
    return None if answer is None else answer.versions


@pytest.mark.parametrize(
    ("path", "text", "ecosystem", "names", "versions"),
    [
        ("package-lock.json", PACKAGE_LOCK, "npm", ("express", "@types/node"), ("5.1.0", "24.10.1")),
        ("package-lock.json", PACKAGE_LOCK, "npm", ("ms",), None),
        ("package-lock.json", PACKAGE_LOCK, "npm", ("linked",), None),
        ("package-lock.json", '{"dependencies": {"ms": {"version": "2.1.3"}}}', "npm", ("ms",), ("2.1.3",)),
        ("package-lock.json", "[1", "npm", ("ms",), None),
        ("package-lock.json", '{"packages": []}', "npm", ("ms",), None),
        ("web/yarn.lock", YARN_1, "npm", ("express", "@types/node"), ("5.1.0", "24.10.1")),
        ("yarn.lock", YARN_4, "npm", ("express",), ("5.1.0",)),
        ("uv.lock", UV, "pip", ("Flask", "ruamel.yaml"), ("3.1.2", "0.18.16")),
        ("poetry.lock", UV.replace("\n", "\r\n"), "pip", ("flask[async]",), ("3.1.2",)),
        ("uv.lock", UV, "pip", ("flask", "ruff"), None),
        ("Pipfile.lock", PIPFILE, "pip", ("flask", "ruff"), ("3.1.2", "1.0")),
        ("Pipfile.lock", PIPFILE, "pip", ("app",), None),
        ("requirements-dev.txt", REQUIREMENTS, "pip", ("flask",), ("3.1.2",)),
        ("requirements.txt", REQUIREMENTS, "pip", ("gunicorn",), ("23.0.0",)),
        ("requirements.txt", REQUIREMENTS, "pip", ("ruff",), None),
        ("Gemfile.lock", GEMFILE, "gem", ("puma", "nio4r"), ("7.1.0", "2.7.5")),
        ("go.sum", GO, "go", ("golang.org/x/tools/cmd/stringer", "example.com/a"), ("v0.38.0", "v1.0.0")),
        ("go.sum", GO, "go", ("example.com/ab",), None),
    ],
)
def test_lockfiles_tell_versions(
    path: str, text: str, ecosystem: str, names: tuple[str, ...], versions: tuple[str, ...] | None
) -> None:
    assert locked({path: text}, ecosystem, *names) == versions


def test_two_versions_are_none() -> None:
    files = {"a/requirements.txt": "flask==3.1.2\n", "b/requirements.txt": "flask==3.0.0\n"}
    assert locked(files, "pip", "flask") is None
    assert locked({**files, "b/requirements.txt": "flask==3.1.2\n"}, "pip", "flask") == ("3.1.2",)


NPM = ManifestsQuestion("", ("package.json", "package-lock.json*"), ())


@pytest.mark.parametrize(
    ("manifest", "text"),
    [
        ("package.json", '{"workspaces": ["a"]}'),
        ("package.json", '{"dependencies": {"a": "file:../a"}}'),
        ("package.json", '{"scripts": {"postinstall": "node build.js"}}'),
        ("go.mod", "replace example.com/a => ../a\n"),
        ("pyproject.toml", '[tool.poetry.dependencies]\na = { path = "../a" }\n'),
        ("pyproject.toml", "[tool.uv.workspace]\n"),
        ("Gemfile", 'gem "a", path: "a"\n'),
        ("composer.json", '{"repositories": [{"type": "path"}]}'),
        ("pom.xml", "<modules><module>a</module></modules>"),
        ("settings.gradle", "include 'a'\n"),
        ("requirements.txt", "-r base.txt\n"),
        ("requirements.txt", "flask\n./lib\n"),
        ("app.csproj", '<ProjectReference Include="../a.csproj" />'),
    ],
)
def test_manifests_that_need_the_sources(manifest: str, text: str) -> None:
    question = ManifestsQuestion("src/", (manifest,), ())
    alone = question.asked_of(context_of({f"src/{manifest}": "{}"}))
    answer = question.asked_of(context_of({f"src/{manifest}": text}))
    assert alone is not None
    assert answer is not None
    assert (alone.are_enough, answer.are_enough) == (True, False)


def test_a_workspace_needs_its_packages() -> None:
    answer = NPM.asked_of(context_of({"package.json": "{", "pnpm-workspace.yaml": ""}))
    assert answer is not None
    assert not answer.are_enough


def test_only_manifests_that_are_there() -> None:
    files = {"web/package.json": "{}", "web/package-lock.json": "{}", "web/.yarnrc.yml": "", "web/.mvn/x": ""}
    question = ManifestsQuestion("web/", ("package.json", "package-lock.json*"), (".mvn", "gradle"))
    answer = question.asked_of(context_of(files))
    assert answer is not None
    assert answer.manifests == ("package.json", "package-lock.json", ".yarnrc.yml")
    assert answer.folders == (".mvn",)
    assert NPM.asked_of(context_of(files)) is None
    assert ManifestsQuestion("", ("build.gradle*",), ()).asked_of(context_of(files)) is None
    assert NPM.asked_of(context_of({"package.json": "{}", ".dockerignore": "*.json"})) is None


def secrets(files: Mapping[str, str], path: str = "", *, is_pattern: bool = False) -> list[str]:
    answer = SecretQuestion(path, is_pattern).asked_of(context_of(files))
    return [secret.path for secret in answer.secrets]


@pytest.mark.parametrize(
    ("path", "text", "other"),
    [
        (".env", "DB_PASSWORD=hunter2", "DB_PASSWORD=\nTOKEN_FILE=/a\nAPI_KEY=your-key\nSECRET=${SECRET}"),
        ("config/prod.env", "export API_KEY='abc' # key", "PORT=80"),
        (".env.production", "TOKEN=abc\r\n", "TOKEN=changeme\r\n"),
        ("ssh/id_rsa", "-----BEGIN OPENSSH PRIVATE KEY-----", "ssh-rsa AAAA"),
        ("tls.key", "-----BEGIN EC PRIVATE KEY-----", "-----BEGIN PUBLIC KEY-----"),
        (".npmrc", "//a/:_authToken=npm_1", "//a/:_authToken=${TOKEN}\nregistry=a"),
        (".yarnrc.yml", "npmAuthToken: abc", 'npmAuthToken: "${TOKEN}"'),
        (".netrc", "machine a login b password c", "machine a login b"),
        (".pypirc", "password = abc", "repository = a"),
        (".aws/credentials", "aws_secret_access_key = abc", "[default]"),
        (".docker/config.json", '{"auths": {"a": {"auth": "abc"}}}', '{"auths": {"a": {}}}'),
        (".kube/config", "token: abc", "clusters: []"),
        ("gcp-service-account.json", '{"private_key": "-----BEGIN PRIVATE KEY-----"}', "{}"),
    ],
)
def test_files_with_secrets(path: str, text: str, other: str) -> None:
    assert secrets({path: text}) == [path]
    assert secrets({path: other}) == []


@pytest.mark.parametrize("path", [".env.example", "tests/.env", "docs/id_rsa", "config.json", "credentials", "a.pem/b"])
def test_files_without_secrets(path: str) -> None:
    assert secrets({path: "PASSWORD=hunter2\n-----BEGIN PRIVATE KEY-----\n"}) == []


def test_secrets_of_what_is_copied() -> None:
    files = {"a/.env": "TOKEN=x1", "b/.env": "TOKEN=x1", "ab/.env": "TOKEN=x1", "c.p12": "", "tests/.env": "TOKEN=x1"}
    assert secrets(files) == ["a/.env", "ab/.env", "b/.env", "c.p12"]
    assert secrets(files, "a") == ["a/.env"]
    assert secrets(files, "?", is_pattern=True) == ["a/.env", "b/.env"]
    assert secrets(files, "tests/.env") == ["tests/.env"]
    assert secrets({**files, ".dockerignore": "*\n!b"}) == ["b/.env"]


def advised(files: Mapping[str, str], *named: str, commands: str = "", uses_git: bool = False) -> tuple[str, ...]:
    answer = IgnoreQuestion(named, frozenset(commands.split()), uses_git).asked_of(context_of(files))
    return answer.entries if answer is not None else ("refused",)


@pytest.mark.parametrize(
    ("files", "entries"),
    [
        ("main.py", ""),
        (".git/HEAD .venv/a __pycache__/a.pyc", ".git .venv __pycache__ **/*.pyc"),
        ("web/node_modules/a.js a.log", "**/node_modules *.log"),
        ("target/a Cargo.toml", "target"),
        ("target/a other", ""),
        ("dist/a package.json", "dist"),
        ("Dockerfile Dockerfile.dev compose.yaml sub/Dockerfile", "Dockerfile* compose*.y*ml"),
        (".git/HEAD a.log .dockerignore", ".git *.log .dockerignore"),
    ],
)
def test_what_to_ignore(files: str, entries: str) -> None:
    assert advised(dict.fromkeys(files.split(), ""), commands="npm cargo") == tuple(entries.split())


def test_what_is_needed_is_not_ignored() -> None:
    files = dict.fromkeys((".git/HEAD", "node_modules/a", "a.log", "logs/b.log", "dist/a", "package.json"), "")
    assert advised(files) == (".git", "**/*.log")
    assert advised(files, "a.log", commands="npm") == (".git", "node_modules", "dist")
    assert advised(files, "logs/*", "dist/a", commands="npm") == (".git", "node_modules")
    assert advised(files, uses_git=True) == ("**/*.log",)
    assert advised({**files, "setup.cfg": "pbr = true"}) == ("**/*.log",)
    assert advised({**files, ".dockerignore": ".git\n**/*.log\n"}) == (".dockerignore",)
    assert advised({**files, ".dockerignore": "["}) == ("refused",)


def test_a_big_folder_that_git_leaves_out() -> None:
    from dataclasses import replace

    files = {"data/raw/a.csv": "x" * 11_000_000, "assets/b.png": "x" * 11_000_000}
    context = replace(context_of(files), is_generated=lambda path: path.startswith("data"))
    answer = IgnoreQuestion((), frozenset(), uses_git=False).asked_of(context)
    assert answer is not None
    assert answer.heavy == ("data",)


@pytest.mark.parametrize(
    ("path", "ignored", "standing"),
    [
        ("a.txt", "", Standing.THERE),
        ("", "*", Standing.THERE),
        ("a.txt", "*.txt", Standing.IGNORED),
        ("gone.txt", "*.txt", Standing.IGNORED),
        ("gone.txt", "", Standing.MISSING),
        ("src/gone/a.txt", "", Standing.MISSING),
        ("dist/a.js", "", Standing.UNKNOWN),
        ("app.jar", "", Standing.UNKNOWN),
        ("src", "*\n!src/b.txt", Standing.THERE),
        ("src", "*\n!other", Standing.IGNORED),
        ("gone", "*\n!gone/a", Standing.THERE),
    ],
)
def test_how_a_source_stands(path: str, ignored: str, standing: Standing) -> None:
    files = {"a.txt": "", "src/b.txt": "", ".dockerignore": ignored}
    if path == "gone":
        files["gone/a"] = ""
    assert SourceQuestion(path, is_pattern=False).asked_of(context_of(files)).standing is standing
