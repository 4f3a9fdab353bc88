"""The two ways to write what is run, and the two ways to write ENV and LABEL."""

from dockerls.features.refactorings.refactoring import REWRITE, Found, Offer, Refactoring, Selected, offered
from dockerls.language import Sentence
from dockerls.semantics.surroundings import DEFAULT_SHELL
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.edit import deletion
from dockerls.text.span import Span

_TO_EXEC = Sentence(en="Write this as a JSON array (exec form)", ko="JSON 배열(exec 형식)로 쓰기")
_TO_SHELL = Sentence(en="Write this as shell code (shell form)", ko="셸 코드(셸 형식)로 쓰기")
_PAIRS = Sentence(en="Write `{keyword} key=value`", ko="`{keyword} 키=값` 형식으로 쓰기")

_RUNS = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})

# Both in the shell and, as another program, in the image: the two print or test otherwise.
_DIFFERENT_IN_SHELLS = frozenset({"echo", "printf", "test", "[", "kill", "pwd", "time", "true", "false"})


def _to_exec_form(selected: Selected) -> Offer | None:
    from dockerls.rewrite.comments import comments_to_top
    from dockerls.rewrite.exec_form import words_as_array

    found = _found(selected)
    if found is None or found.innermost.exec_form is not None:
        return None
    command = _plain_command(found.innermost)
    if command is None or not _keeps_arguments(selected, found):
        return None
    words = command.words[1:] if command.words[0].text == "exec" else command.words
    before = Span(command.span.start, words[0].span.start)
    edits = (*comments_to_top(found.innermost, before), deletion(before), *words_as_array(words))
    return offered(_TO_EXEC, found.placed(edits if len(before) else words_as_array(words)))


def _to_shell_form(selected: Selected) -> Offer | None:
    found = _found(selected)
    if found is None or not found.innermost.exec_form or found.innermost.keyword == "ENTRYPOINT":
        return None  # ENTRYPOINT in shell form ignores CMD and what `docker run` is given
    if found.around.has_no_shell or not _keeps_arguments(selected, found):
        return None
    from dockerls.rewrite.shell_form import array_as_code

    return offered(_TO_SHELL, found.placed(array_as_code(found.innermost, gives_way=found.innermost.keyword == "CMD")))


def _found(selected: Selected) -> Found | None:
    """The only instruction, if it runs something through the default shell."""
    found = selected.alone
    if found is None or found.innermost.keyword not in _RUNS or not found.around.is_posix:
        return None
    return found if found.around.shell == DEFAULT_SHELL and not found.innermost.heredocs else None


def _plain_command(instruction: Instruction) -> Command | None:
    """The one command of a shell form, if the shell does nothing with it but cut it into words."""
    from dockerls.rules.correctness.json_args import BUILTINS, NEEDS_SHELL

    script = instruction.script
    if script is None or script.error or script.too_long or script.comments or len(script.commands) != 1:
        return None
    command = script.commands[0]
    if command.span != script.span or command.assignments or command.redirects or command.within:
        return None
    is_exec = bool(command.words) and command.words[0].text == "exec"
    words = command.words[1:] if is_exec else command.words
    if not words or words[0].text in BUILTINS | _DIFFERENT_IN_SHELLS or words[0].text.startswith("-"):
        return None
    gaps = instruction.header.gaps
    is_plain = all(word.is_plain and word.raw.isprintable() and not NEEDS_SHELL & set(word.raw) for word in words)
    return command if is_plain and not any(word.span.overlaps(gap) for word in words for gap in gaps) else None


def _keeps_arguments(selected: Selected, found: Found) -> bool:
    """Whether no ENTRYPOINT gets other arguments by the change: as an array it takes those of CMD, else none."""
    keyword = found.innermost.keyword
    others = {"CMD": "ENTRYPOINT", "ENTRYPOINT": "CMD"}.get(keyword)
    if others is None or found.is_trigger:
        return others is None
    pieces = (selected.pieces[at] for at in selected.stage(found.number))
    return not any(isinstance(piece, Instruction) and piece.keyword == others for piece in pieces)


def _convert_pairs(selected: Selected) -> Offer | None:
    from dockerls.rewrite.pairs import as_pair

    edits = [
        edit
        for found in selected.found
        for pair in found.innermost.pairs
        if pair.is_legacy
        for edit in found.placed(as_pair(found.innermost, pair))
    ]
    keywords = {found.innermost.keyword for found in selected.found if any(p.is_legacy for p in found.innermost.pairs)}
    return offered(_PAIRS.filled(keyword="/".join(sorted(keywords))), edits)


TO_EXEC_FORM = Refactoring("to-exec-form", REWRITE, _to_exec_form)
TO_SHELL_FORM = Refactoring("to-shell-form", REWRITE, _to_shell_form)
CONVERT_PAIRS = Refactoring("convert-key-value", REWRITE, _convert_pairs)
