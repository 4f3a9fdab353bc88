"""What is imported before the first diagnostics: nothing they do not need, since a person waits for it."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import dockerls

# What only a hover, a code action, the command line or a rare request needs.
LATER = (
    "argparse",
    "difflib",
    "editorconfig",
    "multiprocessing",
    "pathspec",
    "pygls.client",
    "tomllib",
    "dockerls.build_context.shellcheck",
    "dockerls.cli",
    "dockerls.features.completion",
    "dockerls.features.fix_all",
    "dockerls.features.formatting",
    "dockerls.features.lessons",
    "dockerls.features.rule_page",
    "dockerls.features.signature",
    "dockerls.features.suppress",
    "dockerls.knowledge.commands",
    "dockerls.knowledge.flags",
    "dockerls.knowledge.instructions",
    "dockerls.knowledge.mounts",
    "dockerls.knowledge.prose",
    "dockerls.knowledge.sizes",
    "dockerls.knowledge.variables",
)

# All of dockerls that is there when `initialize` is answered; each module costs 0.1 to 0.5 ms of CPU. The rules come
# right behind the answer, while the client is at work on it.
MOST_MODULES = 120
MOST_MODULES_TO_DIAGNOSTICS = 390

STARTED = "from dockerls.server.main import make_server; server = make_server()"
OPENED = "server.documents.open('untitled:a', 1, 'FROM debian:12\\nRUN apt-get update && echo | sh\\nUSER a\\n')"
SHOWN = (
    "import asyncio; loop = asyncio.new_event_loop(); found = []; "
    "show = lambda: found.extend(server.documents.shown(server.documents.get('untitled:a'))); "
    "loop.call_soon(lambda: (show(), loop.stop())); loop.run_forever(); assert found"
)


def modules_after(*statements: str) -> set[str]:
    """What the statements import, beyond what is there in any program (coverage brings its own)."""
    code = "; ".join(("import json, sys; there = set(sys.modules)", *statements))
    code += "; print(json.dumps(sorted(set(sys.modules) - there)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(done.stdout))


def paths_in(room: str) -> Iterator[Path]:
    """The modules of a room, from the package's folder."""
    package = Path(dockerls.__file__).parent
    return (path.relative_to(package) for path in (package / room).rglob("*.py") if path.stem != "__init__")


def test_shell_code_is_read_only_when_there_is_some() -> None:
    assert not modules_after(STARTED) & {"tree_sitter", "tree_sitter_bash"}
    assert "tree_sitter" in modules_after(STARTED, OPENED)


def test_what_is_not_needed_is_not_imported() -> None:
    there = modules_after(STARTED, OPENED, SHOWN)
    assert sorted(name for name in LATER if name in there) == []


def test_the_number_of_modules() -> None:
    ours = {name for name in modules_after(STARTED) if name.partition(".")[0] == "dockerls"}
    assert len(ours) <= MOST_MODULES
    assert "dockerls.rules.catalogue" not in ours
    shown = {name for name in modules_after(STARTED, OPENED, SHOWN) if name.partition(".")[0] == "dockerls"}
    assert len(shown) <= MOST_MODULES_TO_DIAGNOSTICS


def test_features_are_imported_behind_the_first_findings() -> None:
    there = modules_after(STARTED, OPENED, SHOWN, "from dockerls.server.warm_up import warm_up; warm_up()")
    features = {f"dockerls.{'.'.join(path.with_suffix('').parts)}" for path in paths_in("features")}
    assert sorted(features - there) == []


def test_garbage_is_collected_from_the_first_document_on() -> None:
    opened = "server.protocol.fm.features['textDocument/didOpen'](params)"
    document = "{'uri': 'untitled:a', 'version': 1, 'text': 'FROM a\\n'}"
    code = "; ".join(
        (
            "import asyncio, gc",
            STARTED,
            f"params = {{'textDocument': {document}}}",
            "gc.disable()",
            "loop = asyncio.new_event_loop()",
            f"loop.call_soon(lambda: ({opened}, loop.stop()))",
            "loop.run_forever()",
            "assert gc.isenabled() and gc.get_freeze_count() > 10_000",
        )
    )
    subprocess.run([sys.executable, "-c", code], check=True)
