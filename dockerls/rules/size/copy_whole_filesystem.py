"""``COPY --from=… / /``: another stage with everything that is in it."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

_ROOT = frozenset({"/", "/.", "/*", "//"})


def check(copy: Instruction, around: Surroundings) -> Iterator[Finding]:
    arguments = copy.arguments
    is_flattening = around.image is None or around.image.name == "scratch"
    # A build stage may be overlaid with a kit of tools, as cross-compilation helpers ask for.
    if copy.flag("from") is None or len(arguments) != 2 or is_flattening or not around.ships:
        return
    source, target = arguments
    if source.text in _ROOT and target.text in _ROOT:
        yield Finding(here(source.span.joined(target.span)))


RULE = Rule(
    code="DL3067",
    name="copy-whole-filesystem",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="This copies the whole file system of the other image over this one",
        ko="다른 이미지의 파일 시스템 전체를 이 이미지 위에 덮어씁니다",
    ),
    rationale=Sentence(
        en=(
            "The layer holds all files of the other image, those that are here already as well, and mixes two systems: "
            "libraries, package lists and `/etc` of the one are overwritten by the other's.\n\n"
            "Copy only what is needed:\n\n"
            "```dockerfile\nCOPY --from=build /app/bin /usr/local/bin/\n```\n\n"
            "On `FROM scratch` the same line flattens an image into one layer; there this rule is silent.\n\n"
            "Ignore this where the other image holds nothing but the files you want."
        ),
        ko=(
            "다른 이미지의 모든 파일이, 이미 있는 파일까지 포함해 레이어에 들어갑니다. 라이브러리, 패키지 목록, "
            "`/etc`가 "
            "덮어쓰여 두 시스템이 뒤섞입니다.\n\n"
            "필요한 것만 복사하세요.\n\n"
            "```dockerfile\nCOPY --from=build /app/bin /usr/local/bin/\n```\n\n"
            "`FROM scratch`에서는 같은 줄이 이미지를 한 레이어로 합치는 데 쓰이므로 이 규칙은 아무것도 표시하지 "
            "않습니다.\n\n"
            "다른 이미지에 필요한 파일만 들어 있다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"COPY"}),
    check=check,
    examples=(
        Example(bad="FROM debian:12 AS build\nFROM debian:12-slim\nCOPY --from=build «/ /»\n"),
        Example(bad='FROM alpine:3.24\nCOPY --from=nginx:1 [«"/", "/"»]\n'),
    ),
    silent=(
        "FROM debian:12 AS build\nFROM scratch\nCOPY --from=build / /\n",
        "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build /rootfs /\nCOPY --from=build / /mnt\n",
        "FROM debian:12\nCOPY / /\n",
        "FROM tonistiigi/xx AS xx\nFROM rust:1 AS b\nCOPY --from=xx / /\nFROM scratch\nCOPY --from=b /a /a\n",
        "FROM scratch AS flat\nFROM flat\nCOPY --from=debian:12 / /\n",
    ),
)
