"""BuildKit's own parser as the judge of how a Dockerfile reads.

The judge is the PyPI package ``dockerfile`` 3.4.0: the parser of BuildKit v0.12.5 compiled into a Python extension.
``LIMITS`` lists where the package, or that version of BuildKit, does not say what BuildKit says today.
"""

import json
import re
from dataclasses import dataclass

import dockerfile


@dataclass(frozen=True, slots=True)
class Reading:
    """One instruction as BuildKit reads it.

    ``values`` has the keyword of an ONBUILD's trigger in front of the trigger's values, and is empty for an
    instruction BuildKit does not know, whose arguments it ignores. A heredoc is its name, file descriptor and body.
    """

    keyword: str
    start_line: int
    end_line: int
    flags: tuple[str, ...] = ()
    is_json: bool = False
    values: tuple[str, ...] = ()
    heredocs: tuple[tuple[str, int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Limit:
    """A place where the judge is wrong or mute, an example of it, and how BuildKit means the example today."""

    name: str
    why: str
    example: str
    truth: tuple[Reading, ...]


class OutOfReachError(ValueError):
    """The package cannot carry this text, or cannot carry what BuildKit reads in it."""


_BLANK = r"[^\S\x1c-\x1f]*"
_DIRECTIVE = re.compile(rf"{_BLANK}#({_BLANK})(syntax|escape|check){_BLANK}={_BLANK}\S", re.IGNORECASE)
_PATTERN_MODIFIER = re.compile(r"\$\{(?:\w+|[@*#?$!-])[#%/]")
_KEYWORDS = frozenset(dockerfile.all_cmds())


def buildkit_reads(text: str) -> tuple[Reading, ...] | None:
    """The instructions of a Dockerfile, or None where BuildKit refuses it.

    Raises OutOfReachError where a limit of the judge could make it say something wrong.
    """
    if "\0" in text or any("\ud800" <= character <= "\udfff" for character in text):
        raise OutOfReachError("the package cuts a text at NUL, and dies of a lone surrogate")
    if _reads_directives_otherwise(text):
        raise OutOfReachError("BuildKit v0.12.5 ends the directives early")
    if "<<" in text and _PATTERN_MODIFIER.search(text):
        raise OutOfReachError("BuildKit v0.12.5 gives up on the heredocs of a line with a pattern in a variable")
    try:
        commands = _commands(text)
        if any(_forgets_text(command) for command in commands):
            raise OutOfReachError("BuildKit v0.12.5 forgets text behind a JSON array")
        return tuple(_reading(command) for command in commands)
    except dockerfile.GoParseError:
        return None
    except UnicodeDecodeError as broken:
        raise OutOfReachError("BuildKit cut inside a character") from broken


def package_reads(text: str) -> tuple[Reading, ...]:
    """What the package says, right or wrong. Raises GoParseError or UnicodeDecodeError; dies of lone surrogates."""
    return tuple(_reading(command) for command in _commands(text))


def _commands(text: str) -> list[dockerfile.Command]:
    return list(dockerfile.parse_string(text))


def _reads_directives_otherwise(text: str) -> bool:
    """Whether a check directive, or a blank outside ASCII, stands where BuildKit v0.12.5 ends the directives."""
    names: list[str] = []
    for line in text.removeprefix("\ufeff").split("\n"):
        directive = _DIRECTIVE.match(line)
        if directive is None:
            break
        if directive[1].strip("\t\f\r "):
            return True
        names.append(directive[2].lower())
    if "check" not in names:
        return False
    at = names.index("check")
    hidden = names[at + 1 :]
    return "check" in hidden or "escape" in hidden or ("syntax" in hidden and "syntax" in names[:at])


def _forgets_text(command: dockerfile.Command) -> bool:
    """Whether there is text behind the JSON array, which is the first one that the joined line holds."""
    if not command.json:
        return False
    array = next(
        filter(None, (_array_at(command.original, match.start()) for match in re.finditer(r"\[", command.original)))
    )
    return bool(command.original[array:].strip("\t\v\f\r "))


def _array_at(line: str, start: int) -> int | None:
    """Where the JSON array that starts here ends, if one does."""
    try:
        return int(json.JSONDecoder().raw_decode(line, start)[1])
    except ValueError:
        return None


def lowered(keyword: str) -> str:
    """In small letters as Go has it: one letter at a time, and ``İ`` to a plain ``i``."""
    return "".join("i" if letter == "İ" else letter.lower() for letter in keyword)


def _reading(command: dockerfile.Command) -> Reading:
    keyword = lowered(command.cmd or "")
    trigger = lowered(command.sub_cmd) if command.sub_cmd is not None else None
    return Reading(
        keyword=keyword,
        start_line=command.start_line,
        end_line=command.end_line,
        flags=tuple(_unmangled(flag) for flag in command.flags),
        is_json=command.json,
        values=_values(keyword, command.value) if trigger is None else (trigger, *_values(trigger, command.value)),
        heredocs=tuple((heredoc.name, heredoc.file_descriptor, heredoc.content) for heredoc in command.heredocs),
    )


def _values(keyword: str, values: tuple[str, ...]) -> tuple[str, ...]:
    """An unknown instruction, and an ONBUILD under an ONBUILD, come with one empty value that stands for nothing."""
    return values if keyword in _KEYWORDS and keyword != "onbuild" else ()


def _unmangled(flag: str) -> str:
    """BuildKit walks over the bytes of a flag and takes each for a character; put the characters together again."""
    return flag.encode("latin-1").decode("utf-8")


LIMITS = (
    Limit(
        "heredoc-under-onbuild",
        "The package looks for heredocs at the trigger; BuildKit keeps them at the ONBUILD.",
        "ONBUILD RUN <<EOF\nmake\nEOF\n",
        (Reading("onbuild", 1, 3, values=("run", "<<EOF"), heredocs=(("EOF", 0, "make\n"),)),),
    ),
    Limit(
        "flags-under-onbuild",
        "The package drops the flags of the trigger.",
        "ONBUILD COPY --chown=app --link a b\n",
        (Reading("onbuild", 1, 1, flags=("--chown=app", "--link"), values=("copy", "a", "b")),),
    ),
    Limit(
        "onbuild-under-onbuild",
        "The package looks one trigger deep (BuildKit refuses the second ONBUILD, but only after parsing).",
        "ONBUILD ONBUILD WORKDIR /srv\n",
        (Reading("onbuild", 1, 1, values=("onbuild", "workdir", "/srv")),),
    ),
    Limit(
        "check-directive",
        "BuildKit v0.12.5 has no check directive: one ends the directives, so an escape below it is a comment. For "
        "the same reason it does not refuse a second one.",
        "# check=skip=JSONArgsRecommended\n# escape=`\nRUN a `\n  b\n",
        (Reading("run", 3, 4, values=("a   b",)),),
    ),
    Limit(
        "unicode-blank-before-directive",
        "BuildKit v0.12.5 takes only ASCII blanks between # and the name of a directive; later versions take any.",
        "#\u00a0escape=`\nRUN a `\n  b\n",
        (Reading("run", 2, 3, values=("a   b",)),),
    ),
    Limit(
        "pattern-in-a-variable",
        "BuildKit v0.12.5 does not know ${name%pattern}, ${name#pattern} and ${name/pattern/text}, and sees no heredoc "
        "on a line it cannot expand.",
        "RUN echo ${A%x} ${B##y} ${C//a/b} <<EOF\nEOF\n",
        (Reading("run", 1, 2, values=("echo ${A%x} ${B##y} ${C//a/b} <<EOF",), heredocs=(("EOF", 0, ""),)),),
    ),
    Limit(
        "text-after-json",
        "BuildKit v0.12.5 reads a JSON array and forgets what follows it; later versions read the shell form.",
        'CMD ["echo"] hello\n',
        (Reading("cmd", 1, 1, values=('["echo"] hello',)),),
    ),
    Limit(
        "flag-cut-inside-a-character",
        "BuildKit takes bytes of a flag for characters, and so the byte A0 or 85 inside one for a blank.",
        "COPY --from=à a b\n",
        (Reading("copy", 1, 1, flags=("--from=à",), values=("a", "b")),),
    ),
    Limit(
        "healthcheck-cut-inside-a-character",
        "BuildKit looks for the blank behind CMD byte by byte too.",
        "HEALTHCHECK 설정 a\n",
        (Reading("healthcheck", 1, 1, values=("설정", "a")),),
    ),
    Limit(
        "nul-in-text",
        "The package hands texts over as C strings, which end at NUL.",
        "RUN a\0b\nRUN c\n",
        (Reading("run", 1, 1, values=("a\0b",)), Reading("run", 2, 2, values=("c",))),
    ),
    Limit(
        "nul-in-json",
        "The same on the way back.",
        'CMD ["a\\u0000b"]\n',
        (Reading("cmd", 1, 1, is_json=True, values=("a\0b",)),),
    ),
    Limit(
        "lone-surrogate",
        "The package does not check that a text can be UTF-8, and takes the whole process down.",
        "RUN \udc80\n",
        (Reading("run", 1, 1, values=("\udc80",)),),
    ),
    Limit(
        "long-line",
        "BuildKit refuses a line of 64 KiB or more; we read it like any other.",
        f"RUN {'x' * 65536}\n",
        (Reading("run", 1, 1, values=("x" * 65536,)),),
    ),
    Limit(
        "huge-file-descriptor",
        "A number over 64 bits wraps on its way into the package.",
        "RUN 99999999999999999999<<EOF\nEOF\n",
        (
            Reading(
                "run",
                1,
                2,
                values=("99999999999999999999<<EOF",),
                heredocs=(("EOF", 99999999999999999999, ""),),
            ),
        ),
    ),
)
