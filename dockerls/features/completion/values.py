"""Values of instructions that take one of a few: ports, signals, shells, keys of labels, words of the grammar."""

import re

from dockerls.features.completion.choices import choices
from dockerls.features.completion.instructions import file_casing
from dockerls.features.completion.offer import NOTHING, Completion, Kind, Offers, within_reason
from dockerls.features.completion.typed import Typed
from dockerls.knowledge.annotations import ANNOTATIONS, PREFIX
from dockerls.knowledge.licences import licences
from dockerls.knowledge.ports import PORTS, PROTOCOLS, ports_by_use
from dockerls.language import Sentence, verbatim
from dockerls.rules.correctness.stopsignal_invalid import SIGNALS

_REST_OF_KEY = re.compile(r"[\w.-]*=?")
_REST_OF_WORD = re.compile(r"\S*")
_REST_OF_LINE = re.compile(r".*")
_OPEN_PAIR = re.compile(r"""(?P<key>[^\s=]+)=(?P<value>["']?[^"']*)\Z""")
_SIGNALS = ("TERM", "INT", "QUIT", "HUP", "USR1", "USR2", "WINCH", "KILL", "RTMIN+3")
_STAGE_NAME = "AS"
_WITHOUT_BASH = ("alpine", "busybox", "wolfi")
_LICENCES = ("MIT", "Apache-2.0", "BSD-3-Clause", "GPL-3.0-only", "AGPL-3.0-only", "MPL-2.0", "ISC", "Unlicense")
_PIPEFAIL = Sentence(en="a pipe fails where any part fails", ko="파이프의 어느 부분이 실패해도 실패로 처리")
_SHELLS = (
    '["/bin/bash", "-o", "pipefail", "-c"]',
    '["/bin/sh", "-o", "pipefail", "-c"]',
    '["/bin/bash", "-c"]',
    '["/bin/sh", "-c"]',
)
_WINDOWS_SHELLS = (
    """["powershell", "-Command", "$ErrorActionPreference = 'Stop'; $ProgressPreference = 'SilentlyContinue';"]""",
    '["pwsh", "-Command"]',
    '["cmd", "/S", "/C"]',
)
_CHECKS = (
    "CMD curl --fail http://localhost:${1:8080}/ || exit 1",
    "CMD wget --quiet --spider http://localhost:${1:8080}/ || exit 1",
)


def port_offers(typed: Typed) -> Offers:
    """Ports of EXPOSE that are not named yet; behind a slash the protocols."""
    port, slash, protocol = (typed.word or "").partition("/")
    if slash:
        return choices(typed, protocol, PROTOCOLS)
    given = {word.partition("/")[0] for word in typed.arguments}
    image = typed.around.image.official if typed.around.image else None
    span = typed.replacing(len(port), re.compile(r"\d*"))
    ports = (number for number in ports_by_use(image) if str(number) not in given)
    return Offers(
        tuple(Completion(str(each), Kind.VALUE, span, str(each), detail=verbatim(PORTS[each])) for each in ports)
    )


def signal_offers(typed: Typed) -> Offers:
    """The signals, those that programs end on first; with ``SIG`` unless another spelling is begun."""
    written = typed.word or ""
    names = dict.fromkeys((*_SIGNALS, *sorted(name for name in SIGNALS if "+" not in name and "-" not in name)))
    return choices(typed, written, (f"SIG{name}" for name in names))


def shell_form_offers(typed: Typed) -> Offers:
    """Whole forms of SHELL. Alpine and BusyBox have no bash, Windows none of the others."""
    assert typed.instruction is not None
    written = typed.instruction.value
    if not typed.before.endswith(written):
        return NOTHING
    family = typed.around.family
    shells: tuple[str, ...] = _WINDOWS_SHELLS if family == "windows" else _SHELLS
    if family in _WITHOUT_BASH:
        shells = tuple(sorted(shells, key=lambda shell: "bash" in shell))
    span = typed.replacing(len(written), _REST_OF_LINE)
    forms = shells if family else (*shells, *_WINDOWS_SHELLS)
    return Offers(
        tuple(
            Completion(form, Kind.SNIPPET, span, form, detail=_PIPEFAIL if "pipefail" in form else None)
            for form in forms
        )
    )


def label_offers(typed: Typed) -> Offers:
    """Keys of labels that tools read, and the licences for the one that names them."""
    word = typed.word or ""
    pair = _OPEN_PAIR.match(word)
    if pair:
        return _licences(typed, pair["value"]) if pair["key"].strip("\"'") == f"{PREFIX}licenses" else NOTHING
    given = {argument.partition("=")[0].strip("\"'") for argument in typed.arguments}
    span = typed.replacing(len(word), _REST_OF_KEY)
    return Offers(
        tuple(
            Completion(
                label=PREFIX + key,
                kind=Kind.KEY,
                span=span,
                new_text=f'{PREFIX}{key}="${{1}}"',
                is_snippet=True,
                detail=meaning,
            )
            for key, meaning in ANNOTATIONS.items()
            if PREFIX + key not in given
        )
    )


def _licences(typed: Typed, written: str) -> Offers:
    name = written.lstrip("\"'").rpartition(" ")[2]
    span = typed.replacing(len(name), re.compile(r"[\w.+-]*"))
    names = dict.fromkeys((*_LICENCES, *sorted(licences())))
    return within_reason((Completion(each, Kind.VALUE, span, each) for each in names), name)


def stage_name_offers(typed: Typed) -> Offers:
    """``AS`` behind the image of a FROM."""
    if len(typed.arguments) != 1:
        return NOTHING
    text = file_casing(typed)(_STAGE_NAME)
    span = typed.replacing(len(typed.word or ""), _REST_OF_WORD)
    return Offers((Completion(text, Kind.KEYWORD, span, f"{text} "),))


def check_offers(typed: Typed) -> Offers:
    """``CMD`` with a command, or ``NONE``."""
    if typed.arguments:
        return NOTHING
    casing = file_casing(typed)
    span = typed.replacing(len(typed.word or ""), re.compile(r"\w*"))
    checks = reversed(_CHECKS) if typed.around.family in _WITHOUT_BASH else _CHECKS  # BusyBox has a wget
    snippets = [f"{casing('CMD')}{check[3:]}" for check in checks] if not typed.behind.strip() else []
    items = [
        Completion(casing("CMD"), Kind.KEYWORD, span, f"{casing('CMD')} "),
        *(
            Completion(text.replace("${1:8080}", "8080"), Kind.SNIPPET, span, text, is_snippet=True)
            for text in snippets
        ),
    ]
    if len(typed.done) == 1:
        items.append(Completion(casing("NONE"), Kind.KEYWORD, span, casing("NONE")))
    return Offers(tuple(items))
