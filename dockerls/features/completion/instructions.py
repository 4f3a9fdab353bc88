"""The keywords of instructions, each with the form it mostly has, in the casing of the file."""

import re

from dockerls.features.completion.offer import About, Completion, Kind, Offers, Subject
from dockerls.features.completion.typed import Typed
from dockerls.features.formatting.casing import Casing, casing_of
from dockerls.knowledge.grammar import INSTRUCTIONS
from dockerls.language import Sentence
from dockerls.text.span import Span

_REST_OF_KEYWORD = re.compile(r"\w*")

# What stands behind each keyword, by use. Without a form there is nothing to fill in but the line itself.
_FORMS = {
    "RUN": "",
    "COPY": "${1:source} ${2:destination}",
    "FROM": "",
    "ENV": "${1:NAME}=${2:value}",
    "WORKDIR": "${1:/app}",
    "ARG": "${1:NAME}",
    "CMD": '["${1:program}"]',
    "ENTRYPOINT": '["${1:program}"]',
    "EXPOSE": "${1:8080}",
    "USER": "${1:user}",
    "LABEL": '${1:key}="${2:value}"',
    "VOLUME": "${1:/data}",
    "ADD": "${1:source} ${2:destination}",
    "HEALTHCHECK": "CMD ${1:command}",
    "SHELL": '["${1:/bin/bash}", "${2:-c}"]',
    "STOPSIGNAL": "${1:SIGTERM}",
    "ONBUILD": "",
    "MAINTAINER": "${1:name}",
}
# The same instructions in forms that are worth a place of their own: keyword, what is shown, what is typed for it.
_MORE_FORMS = (
    ("FROM", "… AS …", "${1:image} AS ${2:stage}"),
    ("COPY", "--from=…", "--from=${1:stage} ${2:source} ${3:destination}"),
    ("RUN", "<<EOF", "<<EOF\n${1:command}\nEOF"),
    ("COPY", "<<EOF", "<<EOF ${1:destination}\n${2:content}\nEOF"),
    ("HEALTHCHECK", "--interval=…", "--interval=${1:30s} --timeout=${2:5s} CMD ${3:command}"),
    ("HEALTHCHECK", "NONE", "NONE"),
)
_GRAMMAR_WORDS = re.compile(r"\b(?:AS|CMD|NONE)\b")
_DEPRECATED = Sentence(en="deprecated", ko="사용 중단됨")


def instruction_offers(typed: Typed) -> Offers:
    """The instructions that may stand here: above the first FROM only two, and some in no trigger.

    With text behind the cursor they are bare keywords: what they govern is there already.
    """
    in_trigger = typed.instruction is not None and (typed.instruction.onset > 0 or bool(typed.done))
    legal = [keyword for keyword in _FORMS if _is_legal(keyword, typed, in_trigger)]
    if not typed.around.in_stage and not in_trigger:
        legal.sort(key=lambda keyword: keyword != "FROM")
    forms = [(keyword, "", _FORMS[keyword]) for keyword in legal]
    forms += ((keyword, shown, form) for keyword, shown, form in _MORE_FORMS if keyword in legal)
    span = typed.replacing(len(typed.word or "") if typed.instruction else 0, _REST_OF_KEYWORD)
    casing = file_casing(typed)
    if _REST_OF_KEYWORD.sub("", typed.behind, count=1).strip():
        return Offers(tuple(_offer(keyword, "", None, span, casing) for keyword in legal))
    return Offers(tuple(_offer(keyword, shown, form, span, casing) for keyword, shown, form in forms))


def file_casing(typed: Typed) -> Casing:
    """How the file writes its keywords."""
    return casing_of(typed.document.file.instructions, "keep")


def _is_legal(keyword: str, typed: Typed, in_trigger: bool) -> bool:
    grammar = INSTRUCTIONS[keyword]
    return grammar.in_onbuild if in_trigger else typed.around.in_stage or grammar.before_from


def _offer(keyword: str, shown: str, form: str | None, span: Span, casing: Casing) -> Completion:
    """``shown`` is what a form of its own is known by; without a form it is the keyword alone."""

    def cased(text: str) -> str:
        return _GRAMMAR_WORDS.sub(lambda word: casing(word.group()), text)

    written = casing(keyword)
    is_deprecated = INSTRUCTIONS[keyword].deprecated
    return Completion(
        label=f"{written} {cased(shown)}".rstrip(),
        kind=Kind.SNIPPET if shown else Kind.KEYWORD,
        span=span,
        new_text=written if form is None else f"{written} {cased(form)}",
        is_snippet="$" in (form or ""),
        detail=_DEPRECATED if is_deprecated else None,
        about=About(Subject.INSTRUCTION, keyword),
        is_deprecated=is_deprecated,
    )
