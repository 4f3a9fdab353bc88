"""Commands of package managers in shell code, in their good form: with what belongs to them, and cleaned up."""

import re
from collections.abc import Iterator

from dockerls.features.completion.offer import NOTHING, About, Completion, Kind, Offers, Subject
from dockerls.features.completion.snippet import filled
from dockerls.features.completion.typed import Typed
from dockerls.knowledge.families import package_manager_of
from dockerls.knowledge.package_managers import PACKAGE_MANAGERS
from dockerls.knowledge.package_snippets import LANGUAGE_SNIPPETS, SYSTEM_SNIPPETS, PackageSnippet
from dockerls.language import Sentence, verbatim
from dockerls.syntax.shell.regions import is_shell
from dockerls.text.span import Span

_COMMAND = re.compile(r"(?:\A|&&|\|\||[;|(\n]|\{\s|\b(?:then|do|else)\s)[ \t]*(?P<word>[\w-]*)\Z")
_ARGUMENT = re.compile(
    r"(?:\A|&&|\|\||[;|(\n]|\s)[ \t]*(?P<program>[\w-]+)(?P<between>(?:[ \t]+[\w=.-]+)*)[ \t]+(?P<word>[\w-]*)\Z"
)
_REST_OF_WORD = re.compile(r"[\w-]*")

_TARGET = re.compile(r"target=([^,]+)")
_CACHED = Sentence(en="with a cache mount", ko="캐시 마운트 사용")
_CLEAN = Sentence(en="nothing left behind", ko="남는 파일 없이")
_INDENTATION = "    "


def shell_offers(typed: Typed) -> Offers:
    """What completes the last word of shell code: at the start of a command, or as the argument of one we know."""
    code = _code(typed)
    if code is None or not typed.around.is_posix or _is_quoted(code):
        return NOTHING
    if match := _COMMAND.search(code):
        return _commands(typed, match["word"])
    match = _ARGUMENT.search(code)
    return _arguments(typed, match["program"], match["between"].split(), match["word"]) if match else NOTHING


def _code(typed: Typed) -> str | None:
    """The shell code before the cursor; None where no shell reads what is typed."""
    body = typed.body
    if body is not None:
        words = [word.text for word in body.instruction.words if "<<" not in word.text]
        is_code = body.instruction.keyword == "RUN" and (not words or is_shell(words[0]))
        start = 0 if body.typed is None else body.typed.start
        return typed.text[start : typed.at] if is_code else None
    instruction = typed.instruction
    if instruction is None or instruction.keyword != "RUN" or instruction.value.startswith("["):
        return None
    if typed.is_among_flags and not typed.word:
        return ""
    return instruction.value + (" " if typed.word == "" else "")


def _is_quoted(code: str) -> bool:
    return re.sub(r"\\.", "", code).count('"') % 2 == 1 or code.count("'") % 2 == 1


def _commands(typed: Typed, word: str) -> Offers:
    """Whole snippets. Where nothing stands between RUN and the cursor also with the mounts they can use."""
    span = typed.replacing(len(word), _REST_OF_WORD)
    snippets = fitting_snippets(typed)
    items = [_snippet(typed, snippet, span) for snippet in snippets]
    if _may_mount(typed):
        items += (_cached(typed, snippet, span) for snippet in snippets if snippet.mounts)
    if typed.body is not None:
        items += _terminator(typed, span)
    return Offers(tuple(items))


def _may_mount(typed: Typed) -> bool:
    """Whether nothing stands between RUN and the cursor that would be in the way of mounts, and none behind it."""
    if typed.body is not None or not typed.is_among_flags or typed.behind.strip():
        return False
    return not any(word.startswith("--mount=") for word in typed.done)


def fitting_snippets(typed: Typed) -> tuple[PackageSnippet, ...]:
    """The managers the base image has, that of its language first; all of them where the image is not known."""
    image = typed.around.image
    name = image.official if image else None
    own = [snippet for snippet in LANGUAGE_SNIPPETS if name in snippet.images]
    manager = package_manager_of(image) if image and typed.around.family else None
    system = [snippet for snippet in SYSTEM_SNIPPETS if snippet.program == manager]
    if typed.around.family is None:
        system = list(SYSTEM_SNIPPETS)
    others = [] if own else [snippet for snippet in LANGUAGE_SNIPPETS if snippet not in own]
    return (*own, *system, *others)


def cache_folders(typed: Typed) -> tuple[str, ...]:
    """Where the package managers of the base image keep what they fetch, then where others do."""
    mounts = (mount for snippet in fitting_snippets(typed) for mount in snippet.mounts)
    own = (match[1] for mount in mounts if (match := _TARGET.search(mount)))
    return tuple(dict.fromkeys((*own, *(folder for each in PACKAGE_MANAGERS for folder in each.cache_folders))))


def _snippet(typed: Typed, snippet: PackageSnippet, span: Span) -> Completion:
    joint = f"\n{_indentation(typed)}" if typed.body else f"{_line_end(typed)}&& "
    return Completion(
        label=snippet.label,
        kind=Kind.COMMAND,
        span=span,
        new_text=joint.join(snippet.commands),
        is_snippet=any("$" in command for command in snippet.commands),
        detail=_CLEAN if len(snippet.commands) > 1 else None,
        about=About(Subject.COMMAND, snippet.program),
    )


def _cached(typed: Typed, snippet: PackageSnippet, span: Span) -> Completion:
    return Completion(
        label=f"{snippet.label} (--mount=type=cache)",
        kind=Kind.COMMAND,
        span=span,
        new_text=_cached_form(snippet, _line_end(typed)),
        is_snippet=any("$" in command for command in snippet.cached),
        detail=_CACHED,
        about=About(Subject.COMMAND, snippet.program),
        filter_text=snippet.label,
    )


def _cached_form(snippet: PackageSnippet, line_end: str) -> str:
    """The mounts and the commands, as they stand behind RUN."""
    mounts = (f"--mount={mount}" for mount in snippet.mounts)
    return line_end.join((*mounts, f"{line_end}&& ".join(snippet.cached)))


def _line_end(typed: Typed) -> str:
    """A continuation, and the indentation of the next line: that of this one if it has any."""
    return f" {typed.around.escape}\n{_indentation(typed) or _INDENTATION}"


def _indentation(typed: Typed) -> str:
    return typed.before[: len(typed.before) - len(typed.before.lstrip())]


def _arguments(typed: Typed, program: str, between: list[str], word: str) -> Offers:
    """The subcommand with all that belongs to it, and behind it its flags."""
    known = [snippet for snippet in (*SYSTEM_SNIPPETS, *LANGUAGE_SNIPPETS) if snippet.program == program]
    span = typed.replacing(len(word), _REST_OF_WORD)
    items: list[Completion] = []
    for snippet in known:
        subcommand = snippet.label.partition(" ")[2]
        command = next(each for each in snippet.commands if f"{program} " in each and subcommand in each)
        if subcommand in between:
            flags = (flag for flag in snippet.flags if flag not in between) if word.startswith("-") else ()
            items += (Completion(flag, Kind.FLAG, span, flag) for flag in flags)
        elif not between:
            text = command[command.index(f"{program} ") + len(program) + 1 :]
            items.append(
                Completion(
                    subcommand,
                    Kind.COMMAND,
                    span,
                    text,
                    is_snippet="$" in text,
                    detail=verbatim(filled(text)),
                    about=About(Subject.COMMAND, program),
                )
            )
    return Offers(tuple(items))


def _terminator(typed: Typed, span: Span) -> Iterator[Completion]:
    """The terminator of the heredoc, where nothing keeps the line from being one."""
    assert typed.body is not None
    opening = typed.body.opening
    line = typed.before.lstrip("\t") if opening.strips_tabs else typed.before
    if len(line) == typed.offset - span.start:
        yield Completion(opening.delimiter, Kind.KEYWORD, span, opening.delimiter)
