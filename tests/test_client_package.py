"""What the VS Code extension is packaged with."""

import importlib.machinery
import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

SCRIPTS = Path(__file__).parent.parent / "client-vscode" / "scripts"


def load_script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, SCRIPTS / f"{name}.py")
    assert spec is not None and spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


@pytest.mark.skipif(sys.platform != "linux", reason="ELF is what Linux has")
def test_modules_work_without_what_debuggers_read(tmp_path: Path) -> None:
    without_debugging = load_script("shared_object").without_debugging
    spec = importlib.util.find_spec("tree_sitter._binding")
    assert spec is not None and spec.origin is not None
    whole = Path(spec.origin).read_bytes()
    smaller = without_debugging(whole)
    assert len(smaller) < len(whole) / 2
    assert without_debugging(smaller) == smaller

    package = tmp_path / "tree_sitter"
    package.mkdir()
    (package / "__init__.py").write_bytes((Path(spec.origin).parent / "__init__.py").read_bytes())
    (package / Path(spec.origin).name).write_bytes(smaller)
    script = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "import tree_sitter, tree_sitter_bash\n"
        "parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_bash.language()))\n"
        "print(tree_sitter.__file__, parser.parse(b'cd /tmp && ls').root_node.children[0].type)"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=True)
    assert done.stdout.split() == [str(package / "__init__.py"), "list"]


def test_what_is_no_elf_stays_as_it_is() -> None:
    assert load_script("shared_object").without_debugging(b"MZ\x90\x00") == b"MZ\x90\x00"
