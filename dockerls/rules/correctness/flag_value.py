"""A flag without the value it needs, or with one it cannot have."""

from collections.abc import Iterator

from dockerls.knowledge.grammar import INSTRUCTIONS, FlagGrammar, FlagValue
from dockerls.language import Sentence
from dockerls.rewrite.place import here, substitute
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.frontend import may_know_more
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Flag, Instruction
from dockerls.text.nearest import nearest

TITLE = Sentence(en="Change to `{value}`", ko="`{value}`(으)로 바꾸기")
NEEDS_VALUE = Sentence(
    en="`--{flag}` needs a value: `--{flag}=…`", ko="`--{flag}` 플래그에 값이 필요합니다: `--{flag}=…`"
)
NO_VARIABLES = Sentence(
    en="Docker replaces no variables in `--{flag}`, only {values} can stand there",
    ko="Docker는 `--{flag}`의 변수를 바꾸지 않습니다. 가능한 값: {values}",
)
FROM_VARIABLE = Sentence(
    en="No variable can stand behind `from=`. Make a stage of it, `FROM {image} AS name`, and name that stage here",
    ko="`from=`에는 변수를 쓸 수 없습니다. `FROM {image} AS 이름`으로 스테이지를 만들고 여기에 그 이름을 쓰세요",
)
ONE_DOWNLOAD = Sentence(
    en="`--checksum` is for one source from the web, and there is another kind or number of sources here",
    ko="`--checksum`은 웹에서 내려받는 원본 하나에만 쓸 수 있습니다",
)

_TRUTH = {"yes": "true", "on": "true", "1": "true", "no": "false", "off": "false", "0": "false"}
_PLATFORMS = (
    "linux/amd64",
    "linux/arm64",
    "linux/arm/v7",
    "linux/386",
    "linux/riscv64",
    "linux/s390x",
    "linux/ppc64le",
)
_FORMS = {
    FlagValue.MODE: Sentence(
        en="digits such as `0755` or letters such as `u+x,go=rX`", ko="`0755` 같은 숫자, `u+x,go=rX` 같은 기호"
    ),
    FlagValue.CHECKSUM: Sentence(
        en="`sha256:` and 64 hexadecimal digits in small letters (or `sha384:` and 96, `sha512:` and 128)",
        ko="`sha256:`과 소문자 16진수 64자리 (`sha384:`은 96자리, `sha512:`는 128자리)",
    ),
    FlagValue.PLATFORM: Sentence(
        en="a system and a machine such as `linux/arm64`, or one of them",
        ko="`linux/arm64` 같은 운영 체제와 아키텍처, 또는 그중 하나",
    ),
}


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    grammar = INSTRUCTIONS.get(instruction.keyword)
    if grammar is None or not instruction.flags:
        return
    known = {flag.name: flag for flag in grammar.flags}
    for flag in instruction.flags:
        if flag.name not in known:
            continue
        kind = known[flag.name]
        if flag.value is None or flag.value_span is None:
            if kind.value is not FlagValue.BOOLEAN:
                yield Finding(here(flag.span), NEEDS_VALUE.filled(flag=flag.name))
        elif not may_know_more(around.syntax):
            message = _problem(instruction, flag.value, kind)
            if message is not None:
                yield Finding(here(flag.value_span), message, _fixes(flag, kind))


def _problem(instruction: Instruction, value: str, kind: FlagGrammar) -> Sentence | None:
    filled = {"flag": kind.name, "values": _FORMS.get(kind.value) or " | ".join(_words(kind))}
    if "$" in value:
        if kind.name == "from":
            return FROM_VARIABLE.filled(image=value) if "$" in value[:-1] else None
        return NO_VARIABLES.filled(**filled) if _words(kind) else None
    if kind.value is FlagValue.CHECKSUM and value and not _may_be_one_download(instruction):
        return ONE_DOWNLOAD
    return None if _is_possible(instruction, value, kind) else RULE.message.filled(**filled)


def _words(kind: FlagGrammar) -> tuple[str, ...]:
    return ("true", "false") if kind.value is FlagValue.BOOLEAN else kind.choices


def _is_possible(instruction: Instruction, value: str, kind: FlagGrammar) -> bool:
    from dockerls.semantics.flag_values import is_checksum, is_chmod, is_platform

    if kind.value is FlagValue.BOOLEAN:
        return value.lower() in ("true", "false")
    if kind.value is FlagValue.CHOICE:
        return value in kind.choices
    if kind.value is FlagValue.MODE:
        return not value or is_chmod(value)
    if kind.value is FlagValue.CHECKSUM:
        return not value or _may_be_git(_sources(instruction)) or is_checksum(value)
    return kind.value is not FlagValue.PLATFORM or not value or is_platform(value)


def _sources(add: Instruction) -> list[str]:
    return [word.text for word in add.arguments[:-1]]


def _may_be_one_download(add: Instruction) -> bool:
    """Whether it adds one file or repository from the web (dispatchCopy in BuildKit's dockerfile2llb/convert.go)."""
    sources = _sources(add)
    if len(sources) != 1:
        return not sources
    return "$" in sources[0] or ":" in sources[0] or sources[0].startswith("github.com/")


def _may_be_git(sources: list[str]) -> bool:
    """Whether a source may be a Git repository, for which the checksum is a commit."""
    return not all(
        source.startswith(("http://", "https://")) and ".git" not in source.rpartition("/")[2] and "$" not in source
        for source in sources
    )


def _fixes(flag: Flag, kind: FlagGrammar) -> tuple[Fix, ...]:
    meant = _meant((flag.value or "").lower(), kind)
    if meant is None or flag.value_span is None:
        return ()
    return (Fix(TITLE.filled(value=meant), Safety.SUGGEST, (substitute(flag.value_span, meant),)),)


def _meant(value: str, kind: FlagGrammar) -> str | None:
    if kind.value is FlagValue.CHECKSUM:
        from dockerls.semantics.flag_values import is_checksum

        digest = value.replace("sha256=", "sha256:")
        return next((each for each in (digest, f"sha256:{digest}") if is_checksum(each)), None)
    if kind.value is FlagValue.PLATFORM:
        return nearest(value, _PLATFORMS)
    meant = _TRUTH.get(value) if kind.value is FlagValue.BOOLEAN else None
    return meant or nearest(value, _words(kind))


RULE = Rule(
    code="DLS4026",
    name="flag-value",
    category=Category.CORRECTNESS,
    severity=Severity.ERROR,
    message=Sentence(
        en="`--{flag}` cannot have this value, only {values}",
        ko="`--{flag}`에 쓸 수 없는 값입니다. 가능한 값: {values}",
    ),
    rationale=Sentence(
        en=(
            "A flag's value is joined to it by `=`: `--from=build`, not `--from build`. Flags that switch something on "
            "stand alone or have `true` or `false`, and some others take one of a few words, permissions, a checksum "
            "or a platform. Docker refuses the file otherwise.\n\n"
            "Docker replaces variables in `--chown`, `--chmod`, `--checksum`, `--platform` and `--mount`, and in no "
            "other flag. To copy from an image that a variable names, give it a stage: `FROM $IMAGE AS tools` above, "
            "with `ARG IMAGE` above the first `FROM`, and `COPY --from=tools`."
        ),
        ko=(
            "플래그의 값은 `=`로 붙여 씁니다. `--from build`가 아니라 `--from=build`입니다. 무언가를 켜는 플래그는 "
            "그대로 쓰거나 "
            "`true`, `false`를 붙이고, 정해진 단어, 권한, 체크섬, 플랫폼만 받는 플래그도 있습니다. 그렇지 않으면 "
            "Docker가 빌드를 거부합니다.\n\n"
            "Docker는 `--chown`, `--chmod`, `--checksum`, `--platform`, `--mount`의 변수만 바꾸고 다른 플래그의 변수는 "
            "바꾸지 않습니다. 변수로 정한 이미지에서 복사하려면 첫 `FROM` 위에 `ARG IMAGE`를 선언하고 "
            "`FROM $IMAGE AS tools` 스테이지를 만든 뒤 `COPY --from=tools`라고 쓰세요."
        ),
    ),
    check=check,
    examples=(
        Example(bad="FROM debian:12\nCOPY --link=«yes» a b\n", good="FROM debian:12\nCOPY --link=true a b\n"),
        Example(bad="FROM debian:12\nRUN --network=«hots» make\n", good="FROM debian:12\nRUN --network=host make\n"),
        Example(
            bad="FROM debian:12\nADD --checksum=«E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855» "
            "https://example.com/a.tgz /a\n",
            good="FROM debian:12\n"
            "ADD --checksum=sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855 "
            "https://example.com/a.tgz /a\n",
        ),
        Example(bad="FROM --platform=«linux-arm64» debian:12\n", good="FROM --platform=linux/arm64 debian:12\n"),
        Example(bad="ARG TOOLS\nFROM debian:12\nCOPY --from=«$TOOLS» /a /a\nONBUILD COPY --chmod=«0999» a b\n"),
        Example(bad="FROM debian:12\nARG NET\nRUN --network=«$NET» make\nRUN --network=«» make\n"),
        Example(bad="FROM debian:12\nADD --checksum=«md5:0» http://example.com/a /a\nCOPY --chmod=«rwx» a b\n"),
        Example(bad="FROM debian:12\nADD --checksum=«0a1b2c» a /a\nADD --checksum=«0a1b2c» $A $B /b/\n"),
        Example(bad="FROM debian:12\nADD --keep-git-dir=«» a b\nCOPY «--from» build /app\nRUN --security=«x» make\n"),
    ),
    silent=(
        "FROM debian:12\nCOPY --link --parents=TRUE --from=build a b\nRUN --network=none make\n",
        "# syntax=docker/dockerfile:1.99\nFROM debian:12\nRUN --network=moon make\n",
        "FROM debian:12\nCOPY --unknown a b\nCMD app --link\n",
        "FROM debian:12\nARG M C\nCOPY --chmod=$M a b\nADD --checksum=$C https://example.com/a /a\n",
        "FROM --platform=linux debian:12\nCOPY --chmod=u=rwX,go=rX a b\nCOPY --chmod=00755 a b\nCOPY --chmod= a b\n",
        "FROM debian:12\nADD --checksum=0a1b2c https://example.com/a.git#v1 /a\nADD --checksum=x $URL /a\n",
        "FROM --platform=x86_64 debian:12\nFROM --platform=windows(10.0.1)/amd64 debian:12\n",
    ),
    aliases=("FLAG_MISSING_VALUE", "FLAG_EXPECTED_BOOLEAN_VALUE", "FLAG_INVALID_LINK_VALUE"),
)
