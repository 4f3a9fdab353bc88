"""Variables behind ``$`` and ``${``, with what they stand for, and the modifiers behind a name in braces."""

import re
from collections.abc import Iterator

from dockerls.features.completion.offer import NOTHING, About, Completion, Kind, Offers, Subject, within_reason
from dockerls.features.completion.typed import Typed
from dockerls.features.lessons.modifiers import OPERATORS
from dockerls.features.lessons.values import MASK, Values
from dockerls.knowledge.grammar import INSTRUCTIONS, FlagValue
from dockerls.knowledge.predefined import BASE_IMAGE_VARIABLES, PLATFORM_ARGS, PROXY_ARGS, SHELL_ONLY_VARIABLES
from dockerls.language import Sentence, verbatim
from dockerls.semantics.credentials import names_credential
from dockerls.semantics.scopes import Definition, Resolved, Use, Variables, resolve, variables_of
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.stage_head import stage_head
from dockerls.semantics.variables import references
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.pieces import Piece
from dockerls.text.span import Span

_NAME = re.compile(r"\$(?P<brace>\{?)(?P<name>[A-Za-z_]\w*|)\Z", re.ASCII)
_MODIFIER = re.compile(r"\$\{(?P<name>[A-Za-z_]\w*)(?P<operator>:[-+?]?|[-+?]|##?|%%?|//?)\Z", re.ASCII)
_REST_OF_NAME = re.compile(r"\w*")
_REST_OF_OPERATOR = re.compile(r"[-+?#%/]*")
_WORD = r"(?:\$\{[^}]*\}|[^${}]|\$(?!\{))"
# What closes the braces behind a name, with or without a modifier.
_CLOSED = re.compile(rf"(?:(?::?[-+?]|##?|%%?|//?){_WORD}*)?\}}")
_CLOSED_WORD = re.compile(rf"{_WORD}+\}}")
_RUN_BY_SHELL = frozenset({"RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK"})
_AT_RUN_TIME = _RUN_BY_SHELL - {"RUN"}
_NO_VALUE = Sentence(en="{keyword} without a value", ko="값 없는 {keyword}")
_BY_BUILDER = Sentence(en="set by the builder", ko="빌더가 설정")
_BY_IMAGE = Sentence(en="set by the base image", ko="베이스 이미지가 설정")
_BY_SHELL = Sentence(en="set in this code", ko="이 코드에서 설정")
_PLATFORMS_BY_USE = (
    "BUILDPLATFORM",
    "TARGETPLATFORM",
    "TARGETARCH",
    "TARGETOS",
    "TARGETVARIANT",
    "BUILDARCH",
    "BUILDOS",
)


def variable_offers(typed: Typed) -> Offers | None:
    """What completes a variable at the cursor; None where none is being typed, or nothing replaces it."""
    match = _NAME.search(typed.before) or _MODIFIER.search(typed.before)
    if match is None or not _is_replaced(typed, match.start()):
        return None
    if match.re is _MODIFIER:
        return _modifiers(typed, match["name"], match["operator"])
    name = match["name"]
    span = typed.replacing(len(name), _REST_OF_NAME)
    closing = "}" if match["brace"] and not _CLOSED.match(typed.behind, span.end - typed.offset) else ""
    found = list(_variables(typed, span, closing))
    defaults = _with_default(found, name) if match["brace"] and closing else ()
    return within_reason((*found, *defaults), name)


def _is_replaced(typed: Typed, dollar: int) -> bool:
    """Whether anybody would replace a variable whose ``$`` is at that offset of the line: escapes and quotes may
    keep it from that, as do exec forms and heredocs with a quoted delimiter."""
    body = typed.body
    if body is not None:
        is_code = body.instruction.keyword == "RUN"
        return (is_code or body.opening.expands) and typed.before[dollar - 1 : dollar] != "\\"
    instruction = typed.instruction
    if instruction is None:
        return False
    if typed.flag is not None:
        return _is_replaced_in(instruction.keyword, *typed.flag)
    grammar = INSTRUCTIONS.get(instruction.keyword)
    by_shell = instruction.keyword in _RUN_BY_SHELL
    if grammar is None or not (grammar.expands_variables or by_shell):
        return False
    if by_shell and instruction.value.startswith("["):
        return False
    text = instruction.line[: len(instruction.line) - (len(typed.before) - dollar)]
    escape = "\\" if by_shell else instruction.escape
    return any(reference.span.start == len(text) for reference in references(f"{text}$X", escape))


def _is_replaced_in(keyword: str, name: str, value: str) -> bool:
    """Whether the builder replaces variables in the value of a flag (commands.go and commands_runmount.go of BuildKit,
    measured with Docker 28.5, 2026-11-21): of RUN only in mounts, of HEALTHCHECK nowhere, and never behind ``from=``.
    """
    grammar = INSTRUCTIONS.get(keyword)
    flag = next((flag for flag in grammar.flags if flag.name == name), None) if grammar else None
    if flag is None or flag.value is FlagValue.BOOLEAN or name == "from":
        return False
    if keyword == "RUN":
        return flag.value is FlagValue.MOUNT and not value.rpartition(",")[2].lower().startswith("from=")
    return keyword != "HEALTHCHECK"


def _modifiers(typed: Typed, name: str, written: str) -> Offers:
    span = typed.replacing(len(written), _REST_OF_OPERATOR)
    behind = typed.behind[span.end - typed.offset :]
    if _CLOSED_WORD.match(behind):  # what it is to be applied to stands there already
        return Offers(tuple(_modifier(operator, operator, span, name) for operator in _beginning_with(written)))
    closing = "" if behind.startswith("}") else "}"
    return Offers(
        tuple(
            _modifier(operator, f"{operator}{OPERATORS[operator]}{closing}", span, name)
            for operator in _beginning_with(written)
        )
    )


def _beginning_with(written: str) -> Iterator[str]:
    return (operator for operator in OPERATORS if operator.startswith(written))


def _modifier(operator: str, text: str, span: Span, name: str) -> Completion:
    about = About(Subject.MODIFIER, operator, name)
    return Completion(operator, Kind.KEYWORD, span, text, is_snippet="$" in text, about=about)


def _with_default(found: list[Completion], name: str) -> Iterator[Completion]:
    """For a name that is typed out: the same with something to fall back to."""
    for offer in found:
        if offer.label == name:
            yield Completion(
                f"{name}:-…",
                Kind.SNIPPET,
                offer.span,
                f"{name}:-${{1:default}}}}",
                is_snippet=True,
                detail=offer.detail,
                about=About(Subject.MODIFIER, ":-", name),
            )


def _variables(typed: Typed, span: Span, closing: str) -> Iterator[Completion]:
    """Those the file sets, the last first, then those that others set."""
    seen: set[str] = set()
    for name, detail in (*_set_by_file(typed), *_set_by_others(typed)):
        if name not in seen:
            seen.add(name)
            yield Completion(
                name, Kind.VARIABLE, span, name + closing, detail=detail, about=About(Subject.VARIABLE, name)
            )


def _set_by_file(typed: Typed) -> Iterator[tuple[str, Sentence]]:
    """Names that have a value at the cursor: it is asked for each name of the file as if it were used there."""
    noted = _noted_above(typed)
    here = _definitions_here(typed)
    instruction = typed.instruction
    head = stage_head(instruction) if instruction and instruction.keyword == "FROM" else None
    place = Span(typed.at, typed.at)
    names = dict.fromkeys(each.name for _, variables in noted for each in variables.definitions)
    names |= dict.fromkeys(each.name for each in here)
    uses = tuple(Use(name, place, place, "") for name in reversed(names))
    escape = typed.document.file.escape
    noted.append((typed.number, Variables(head, here, uses)))
    resolved = tuple(resolve(noted, escape))
    values = Values(noted, resolved, escape)
    gone = "ARG" if _is_run_in_container(typed) or typed.is_in_trigger else None
    for each in resolved:
        is_asked = each.piece == typed.number and each.use.span == place
        if is_asked and each.sites and each.sites[0].definition.keyword != gone:
            yield each.use.name, _detail(values, each)


def _noted_above(typed: Typed) -> list[tuple[int, Variables]]:
    return [
        (number, found)
        for number, piece in typed.document.file.pieces.chosen(_has_variables)
        if number < typed.number and isinstance(piece, Instruction) and (found := variables_of(piece))
    ]


def _definitions_here(typed: Typed) -> tuple[Definition, ...]:
    instruction = typed.instruction
    found = variables_of(instruction) if instruction and instruction.keyword in ("ARG", "ENV") else None
    return found.definitions if found else ()


def _has_variables(piece: Piece) -> bool:
    return isinstance(piece, Instruction) and piece.keyword in ("ARG", "ENV", "FROM")


def _is_run_in_container(typed: Typed) -> bool:
    """Whether the variable is read when the container runs, where no ARG exists."""
    instruction = typed.body.instruction if typed.body else typed.instruction
    return typed.flag is None and instruction is not None and instruction.keyword in _AT_RUN_TIME


def _detail(values: Values, resolved: Resolved) -> Sentence:
    if any(names_credential(site.definition.name) for site in resolved.sites):
        return verbatim(MASK)
    value = values.value(resolved.sites)
    definition = resolved.sites[0].definition
    return _NO_VALUE.filled(keyword=definition.keyword) if value is None else verbatim(value)


def _set_by_others(typed: Typed) -> Iterator[tuple[str, Sentence | None]]:
    """What the builder, the base image, the shell's own code and the shell set."""
    instruction = typed.body.instruction if typed.body else typed.instruction
    keyword = instruction.keyword if instruction else ""
    if keyword == "FROM" or not typed.around.in_stage:
        yield from ((name, _BY_BUILDER) for name in platform_names())
        return
    image = typed.around.image
    if image is not None:
        names = (name for name, known in BASE_IMAGE_VARIABLES.items() if known == image.familiar_name)
        yield from ((name, _BY_IMAGE) for name in names)
    if typed.body is None and typed.flag is not None:
        return
    if keyword in _RUN_BY_SHELL:
        for script in scripts_of(typed.whole, typed.around) if typed.whole else ():
            for word in (*script.assignments, *script.loop_variables):
                yield word.text.partition("=")[0], _BY_SHELL
        yield from ((name, None) for name in ("PATH", *sorted(SHELL_ONLY_VARIABLES)))
    else:
        yield "PATH", None
    if keyword == "RUN":
        yield from ((name, _BY_BUILDER) for name in sorted(PROXY_ARGS))


def arg_offers(typed: Typed) -> Offers:
    """What an ARG in a stage may take up: global ARGs that it has not yet, and the builder's own."""
    if not typed.around.in_stage or "=" in (typed.word or ""):
        return NOTHING
    span = typed.replacing(len(typed.word or ""), _REST_OF_NAME)
    declared = {name for name, _ in _set_by_file(typed)}
    outer = typed.flow.globals
    names = {name: verbatim(outer.get(name) or "") for name in outer.names() if name not in declared}
    names |= {name: _BY_BUILDER for name in platform_names() if name not in declared}
    return Offers(
        tuple(
            Completion(name, Kind.VARIABLE, span, name, detail=detail, about=About(Subject.VARIABLE, name))
            for name, detail in names.items()
        )
    )


def platform_names() -> tuple[str, ...]:
    """The variables that tell platforms, by use."""
    return (*_PLATFORMS_BY_USE, *sorted(PLATFORM_ARGS - set(_PLATFORMS_BY_USE)))
