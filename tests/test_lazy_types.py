"""Every class of ``lsprotocol.types`` behaves as after a plain import, and the start of the server builds next to none.

Both imports happen in processes of their own, because a module is imported once.
"""

import json
import subprocess
import sys
from functools import cache
from typing import Any

from tests.bench.client import EDITOR

LAZY = "import dockerls.server"
PLAIN = "pass"

DESCRIBE = """
import inspect, json, sys
import attrs, re
from lsprotocol import types
from pygls.protocol import default_converter

converter = default_converter()

def field(attribute):
    names = "name alias type default kw_only init eq order hash repr validator converter inherited on_setattr".split()
    return {name: re.sub(" at 0x[0-9a-f]+", "", repr(getattr(attribute, name))) for name in names}

def instance(cls):
    required = [a.alias for a in attrs.fields(cls) if a.default is attrs.NOTHING]
    made, again = (cls(**{name: 0 for name in required}) for _ in range(2))
    seen = [repr(made), made == again, made != again, made == 5, attrs.asdict(made) == attrs.asdict(again)]
    for name in required:
        try:
            setattr(made, name, "text")
        except ValueError as error:
            seen.append(str(error))
    return seen + [made == again, repr(attrs.evolve(again))]

def attempt(what, *arguments):
    try:
        return what(*arguments)
    except (TypeError, ValueError, AttributeError) as error:
        return f"{type(error).__name__}: {error}"

def described(cls):
    return {
        "bases": [base.__qualname__ for base in cls.__mro__],
        "doc": cls.__doc__,
        "has": attrs.has(cls),
        "fields": [field(attribute) for attribute in attrs.fields(cls)],
        "signature": str(inspect.signature(cls)),
        "matched by": cls.__match_args__,
        "unhashable": cls.__hash__ is None,
        "instance": attempt(instance, cls),
        "positional": attempt(lambda: repr(cls(*range(9)))),
    }

classes = {name: cls for name, cls in vars(types).items() if isinstance(cls, type) and attrs.has(cls)}
samples = json.loads(sys.stdin.read())
structured = [converter.structure(sample, getattr(types, name)) for name, sample in samples]
print(json.dumps({
    "classes": {name: described(cls) for name, cls in classes.items()},
    "structured": [repr(value) for value in structured],
    "unstructured": [converter.unstructure(value) for value in structured],
}))
"""

RANGE = {"start": {"line": 1, "character": 2}, "end": {"line": 3, "character": 4}}
EDIT = {"range": RANGE, "newText": "x"}
DIAGNOSTIC = {
    "range": RANGE,
    "severity": 2,
    "code": "DL3015",
    "codeDescription": {"href": "https://example.org"},
    "source": "dockerls",
    "message": "권장 패키지",
    "tags": [1],
    "relatedInformation": [{"location": {"uri": "file:///a", "range": RANGE}, "message": "here"}],
    "data": {"deep": [1, None, {"x": True}]},
}
SAMPLES: list[tuple[str, Any]] = [
    ("InitializeRequest", {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": EDITOR}),
    ("InitializeParams", EDITOR),
    ("Hover", {"contents": {"kind": "markdown", "value": "**x**"}, "range": RANGE}),
    ("PublishDiagnosticsParams", {"uri": "file:///a", "version": 3, "diagnostics": [DIAGNOSTIC]}),
    (
        "CodeActionResponse",
        {
            "jsonrpc": "2.0",
            "id": "a",
            "result": [
                {
                    "title": "Fix",
                    "kind": "quickfix",
                    "diagnostics": [DIAGNOSTIC],
                    "isPreferred": True,
                    "edit": {"documentChanges": [{"textDocument": {"uri": "a", "version": 1}, "edits": [EDIT]}]},
                },
                {"title": "Run", "command": "x", "arguments": [1]},
            ],
        },
    ),
    (
        "InitializeResult",
        {
            "capabilities": {
                "positionEncoding": "utf-16",
                "textDocumentSync": {"openClose": True, "change": 2, "save": {"includeText": False}},
                "hoverProvider": True,
                "codeActionProvider": {"codeActionKinds": ["quickfix"], "resolveProvider": True},
                "diagnosticProvider": {"interFileDependencies": False, "workspaceDiagnostics": False},
            },
            "serverInfo": {"name": "dockerls"},
        },
    ),
    ("ApplyWorkspaceEditResponse", {"jsonrpc": "2.0", "id": 5, "result": {"applied": False, "failureReason": "no"}}),
]

START = """
from pygls.lsp.server import LanguageServer
from lsprotocol import types
from dockerls.server.lazy_types import is_built
from dockerls.server.protocol import DockerfileProtocol
LanguageServer("x", "1", protocol_cls=DockerfileProtocol)
print(len([cls for cls in vars(types).values() if isinstance(cls, type) and not is_built(cls)]))
"""

THREADS = """
import sys
from threading import Barrier, Thread
from lsprotocol import types
sys.setswitchinterval(1e-6)
start, made = Barrier(8), []
def make():
    start.wait()
    made.append(types.InitializeParams(capabilities=types.ClientCapabilities()))
threads = [Thread(target=make) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
print(len(made), all(one == made[0] for one in made))
"""

SUBCLASSES = """
import attrs
from lsprotocol import types
class Plain(types.Position):
    pass
@attrs.define
class Decorated(types.Range):
    name: str = "x"
at = Plain(1, 2)
print(at, at < types.Position(1, 3), Decorated(at, at), isinstance(at, types.Position))
"""


def ran(*scripts: str, stdin: str = "") -> str:
    code = "\n".join(scripts)
    return subprocess.run(
        [sys.executable, "-c", code], input=stdin, capture_output=True, check=True, text=True, timeout=60
    ).stdout


@cache
def seen(how: str) -> Any:
    return json.loads(ran(how, DESCRIBE, stdin=json.dumps(SAMPLES)))


def test_every_class_is_as_after_a_plain_import() -> None:
    plain, lazy = seen(PLAIN)["classes"], seen(LAZY)["classes"]
    assert len(plain) > 500
    assert plain.keys() == lazy.keys()
    assert {name: lazy[name] for name in plain if lazy[name] != plain[name]} == {}


def test_messages_are_read_and_written_as_after_a_plain_import() -> None:
    assert seen(LAZY)["structured"] == seen(PLAIN)["structured"]
    assert seen(LAZY)["unstructured"] == seen(PLAIN)["unstructured"]


def test_what_is_read_is_written_again() -> None:
    assert seen(LAZY)["unstructured"][SAMPLES.index(("InitializeParams", EDITOR))]["capabilities"]["textDocument"]


def test_the_installed_versions_are_imported_lazily() -> None:
    assert int(ran(LAZY, START)) > 500


def test_a_plain_import_that_came_first_is_left_alone() -> None:
    assert int(ran("import lsprotocol.types", START)) == 0


def test_threads_that_use_a_class_first_at_the_same_time() -> None:
    assert ran(LAZY, THREADS) == "8 True\n"


def test_subclasses_of_classes_not_built_yet() -> None:
    assert ran(LAZY, SUBCLASSES) == ran(PLAIN, SUBCLASSES)


def test_attrs_is_itself_again_afterwards() -> None:
    define = "import attrs\n@attrs.define\nclass A:\n    x: int\nprint(A(1), A.__slots__)"
    assert ran(LAZY, define) == ran(PLAIN, define)
