"""Labels of the schema whose value is empty, or is not of the kind that the schema has for it."""

from collections.abc import Callable, Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.options import Options
from dockerls.rules.rule import Category, ConfiguredCheck, Example, Finding, Rule, Severity
from dockerls.semantics.label_values import is_email, is_git_hash, is_licence, is_semver, is_time, is_uri
from dockerls.semantics.labels import labels_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

_VARIABLES = Sentence(
    en="A value with a variable is not checked, since nobody can tell it here.",
    ko="변수가 들어 있는 값은 여기서 알 수 없으므로 검사하지 않습니다.",
)


@value
class Check:
    """Finds values of these labels that are wrong. Empty ones are the matter of one rule only."""

    keys: frozenset[str]
    is_right: Callable[[str], bool]
    message: Sentence

    def __call__(self, instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
        for label in labels_of(instruction, around.escape):
            if label.key in self.keys and label.text is not None and not self.is_right(label.text):
                span = label.value.span if label.value is not None and label.value.text else label.word.span
                yield Finding(here(span), self.message.filled(key=label.key))


@value
class Made:
    """Makes the check of the labels of a kind; of all labels of the schema, where there is none."""

    kind: str | None
    is_right: Callable[[str], bool]
    message: Sentence

    def __call__(self, options: Options) -> Check | None:
        keys = frozenset(key for key, kind in options.label_schema if self.kind in (None, kind))
        return Check(keys, self.is_right, self.message) if keys else None


def _is_filled(text: str) -> bool:
    return bool(text)


def _rule(
    code: str,
    name: str,
    kind: str | None,
    is_right: Callable[[str], bool],
    message: Sentence,
    rationale: Sentence,
    bad: str,
    silent: str,
) -> Rule:
    def is_right_or_empty(text: str) -> bool:
        return not text or is_right(text)

    test = is_right if kind is None else is_right_or_empty
    return Rule(
        code=code,
        name=name,
        category=Category.STYLE,
        severity=Severity.INFO,
        message=message,
        rationale=Sentence(
            en=f"{rationale.en}\n\n{_VARIABLES.en}",
            ko=f"{rationale.ko}\n\n{_VARIABLES.ko}",
        ),
        keywords=frozenset({"LABEL"}),
        check=ConfiguredCheck(Made(kind, test, message), Options(label_schema=(("a", kind or "text"),))),
        examples=(Example(bad=f"FROM debian:12\n{bad}\n"),),
        silent=(f"FROM debian:12\n{silent}\nLABEL a=$VALUE b=\n",),
    )


EMPTY = _rule(
    "DL3051",
    "label-empty",
    None,
    _is_filled,
    Sentence(en="The label `{key}` has no value", ko="`{key}` 레이블에 값이 없습니다"),
    Sentence(
        en="An empty label says nothing, but passes for a filled one where only the key is looked for.",
        ko="빈 레이블은 아무것도 알려 주지 않지만, 키만 확인하는 곳에서는 채워진 것으로 통과합니다.",
    ),
    'LABEL a=«""» b=""\nLABEL «a»=',
    'LABEL a=1\nLABEL a " "',
)

URL = _rule(
    "DL3052",
    "label-url",
    "url",
    is_uri,
    Sentence(en="The label `{key}` has to be a URL", ko="`{key}` 레이블의 값은 URL이어야 합니다"),
    Sentence(
        en="A URL starts with its scheme (`https://`); without it no tool makes a link of it.",
        ko="URL은 `https://` 같은 스킴으로 시작합니다. 스킴이 없으면 도구가 링크로 만들지 못합니다.",
    ),
    'LABEL a=«example.com»\nLABEL a=«"https://example.com/a b"»',
    "LABEL a=https://example.com/a?b=c#d\nLABEL a=mailto:me@example.com",
)

TIME = _rule(
    "DL3053",
    "label-time",
    "rfc3339",
    is_time,
    Sentence(
        en="The label `{key}` has to be a time such as `2026-11-21T10:00:00Z`",
        ko="`{key}` 레이블의 값은 `2026-11-21T10:00:00Z` 같은 시각이어야 합니다",
    ),
    Sentence(
        en="RFC 3339 has day, time and offset in one order that everybody reads alike and that sorts as text.",
        ko="RFC 3339는 날짜, 시각, 시간대를 누구나 똑같이 읽고 문자열로도 정렬되는 한 가지 순서로 적습니다.",
    ),
    'LABEL a=«2026-11-21»\nLABEL a=«"21 Nov 2026"»\nLABEL a=«2026-02-30T10:00:00Z»',
    "LABEL a=2026-11-21T10:00:00Z\nLABEL a=2026-11-21t10:00:00.5+09:00\nLABEL a=0000-02-29T23:59:60Z",
)

LICENCE = _rule(
    "DL3054",
    "label-spdx",
    "spdx",
    is_licence,
    Sentence(
        en="The label `{key}` has to be an SPDX licence such as `Apache-2.0`",
        ko="`{key}` 레이블의 값은 `Apache-2.0` 같은 SPDX 라이선스여야 합니다",
    ),
    Sentence(
        en=(
            "SPDX gives every licence one short name, so that tools can tell which licences an image is under. "
            "Several are joined with `AND` or `OR`; one outside the list is called `LicenseRef-` and a name. "
            "Deprecated names, such as `GPL-3.0` for `GPL-3.0-only` or `GPL-3.0-or-later`, are reported too."
        ),
        ko=(
            "SPDX는 라이선스마다 짧은 이름을 하나씩 정해 두어, 이미지가 어떤 라이선스를 따르는지 도구가 알 수 있게 "
            "합니다. 여러 개는 `AND`나 `OR`로 잇고, 목록에 없는 것은 `LicenseRef-` 뒤에 이름을 적습니다. "
            "`GPL-3.0-only`나 `GPL-3.0-or-later` 대신 쓰던 `GPL-3.0`처럼 더는 쓰지 않는 이름도 알려 줍니다."
        ),
    ),
    'LABEL a=«mit»\nLABEL a=«GPL-3.0»\nLABEL a=«"(MIT OR"»\nLABEL a=«"MIT WITH it"»',
    'LABEL a=MIT\nLABEL a="(MIT OR Apache-2.0+) AND GPL-2.0-only WITH Classpath-exception-2.0"\n'
    "LABEL a=DocumentRef-x:LicenseRef-y",
)

HASH = _rule(
    "DL3055",
    "label-githash",
    "hash",
    is_git_hash,
    Sentence(en="The label `{key}` has to be a git hash", ko="`{key}` 레이블의 값은 git 해시여야 합니다"),
    Sentence(
        en="The hash of a commit, whole or its first 7 digits or more, leads to the source the image was built from.",
        ko="커밋 해시 전체나 앞 7자리 이상을 적으면 이미지를 빌드한 소스를 찾을 수 있습니다.",
    ),
    "LABEL a=«main»\nLABEL a=«abc123»\nLABEL a=«ABCDEF1»",
    f"LABEL a=abcdef1\nLABEL a={'0' * 40}\nLABEL a={'0' * 64}",
)

SEMVER = _rule(
    "DL3056",
    "label-semver",
    "semver",
    is_semver,
    Sentence(
        en="The label `{key}` has to be a semantic version such as `1.2.3`",
        ko="`{key}` 레이블의 값은 `1.2.3` 같은 유의적 버전이어야 합니다",
    ),
    Sentence(
        en="A semantic version has three numbers, without a `v` in front; tools compare and sort such versions.",
        ko="유의적 버전은 앞에 `v`를 붙이지 않은 세 숫자이며, 도구가 비교하고 정렬할 수 있습니다.",
    ),
    "LABEL a=«v1.2.3»\nLABEL a=«1.2»\nLABEL a=«01.2.3»",
    "LABEL a=1.2.3\nLABEL a=1.2.3-rc.1+build.5",
)

EMAIL = _rule(
    "DL3058",
    "label-email",
    "email",
    is_email,
    Sentence(en="The label `{key}` has to be an e-mail address", ko="`{key}` 레이블의 값은 이메일 주소여야 합니다"),
    Sentence(
        en="One address without a name around it (`me@example.com`) can be written to, also by a program.",
        ko="이름을 붙이지 않은 주소 하나(`me@example.com`)라야 프로그램도 메일을 보낼 수 있습니다.",
    ),
    'LABEL a=«me»\nLABEL a=«"Me <me@example.com>"»',
    "LABEL a=me+images@example.com\nLABEL a=me@[192.0.2.1]",
)

RULES = (EMPTY, URL, TIME, LICENCE, HASH, SEMVER, EMAIL)
