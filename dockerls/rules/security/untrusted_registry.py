"""An image from a registry that the settings do not name."""

from collections.abc import Callable, Iterable, Iterator
from fnmatch import fnmatchcase

from dockerls.language import Sentence
from dockerls.rewrite.place import Place
from dockerls.rules.options import Options
from dockerls.rules.rule import Category, ConfiguredCheck, Example, FileCheck, Finding, Noted, Rule, Severity
from dockerls.semantics.image_grammar import seems_image
from dockerls.semantics.stage_references import StageNames, UsedBy, stage_names_of, stage_references
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.variables import add_values
from dockerls.syntax.expansion import expanded
from dockerls.syntax.image import read_image
from dockerls.syntax.instruction import Instruction
from dockerls.value import value

HUB = "docker.io"
HUB_NAMES = (HUB, "index.docker.io", "registry-1.docker.io", "hub.docker.com")


@value
class Check:
    """Finds images from elsewhere than these registries, whose names may hold ``*``."""

    trusted: tuple[str, ...]

    def __call__(self, noted: tuple[Noted, ...]) -> Iterator[Finding]:
        facts = [(each.piece, each.fact) for each in noted]
        defaults = _global_defaults(facts)
        for reference in stage_references(facts).references:
            text = reference.use.text
            if reference.use.by is UsedBy.FROM:
                text = _resolved(text, defaults.get)
            elif not seems_image(text):
                continue
            if reference.target is None and text != "scratch" and (registry := self._untrusted(text)):
                yield Finding(Place(reference.piece, reference.use.span), RULE.message.filled(registry=registry))

    def _untrusted(self, image: str) -> str | None:
        """The registry of an image unless it is trusted, or cannot be known."""
        written = read_image(image)
        registry = _on_hub((written.registry or HUB).lower())
        is_unknown = "$" in registry or (written.registry is None and "$" in written.path)
        return None if is_unknown or any(fnmatchcase(registry, name) for name in self.trusted) else registry


def note(instruction: Instruction, around: Surroundings) -> StageNames | None:
    return stage_names_of(instruction)


def made(options: Options) -> FileCheck | None:
    trusted = tuple(_on_hub(name.lower()) for name in options.trusted_registries)
    return FileCheck(note, Check(trusted)) if trusted else None


def _on_hub(registry: str) -> str:
    return HUB if registry in HUB_NAMES else registry


def _resolved(text: str, value_of: Callable[[str], str | None]) -> str:
    """An image with its variables filled in, or, where one is not known, at least those of its registry."""
    registry, slash, rest = text.partition("/")
    return expanded(text, value_of) or (expanded(registry, value_of) or registry) + slash + rest


def _global_defaults(facts: Iterable[tuple[int, StageNames]]) -> dict[str, str | None]:
    defaults: dict[str, str | None] = {}
    for _, names in facts:
        if names.head is not None:
            break
        add_values(defaults, names.defaults)
    return defaults


RULE = Rule(
    code="DL3026",
    name="untrusted-registry",
    category=Category.SECURITY,
    severity=Severity.INFO,
    message=Sentence(
        en="`{registry}` is not among the trusted registries",
        ko="`{registry}`은(는) 신뢰하는 레지스트리 목록에 없습니다",
    ),
    rationale=Sentence(
        en=(
            "A team that allows images from a few registries only knows who can change what it builds on, and can scan "
            "and keep copies of all of it. One forgotten `FROM` from elsewhere undoes that.\n\n"
            "This is checked once `trusted-registries` names the registries, such as "
            '`["docker.io", "*.example.com"]`. An image without a registry comes from `docker.io`. `COPY --from=` and '
            "`RUN --mount=from=` pull images too.\n\n"
            "Copy the image to a trusted registry, or add its registry to the list."
        ),
        ko=(
            "정해진 레지스트리의 이미지만 허용하는 팀은 빌드의 바탕을 누가 바꿀 수 있는지 알고, 그 전부를 스캔하고 "
            "사본을 보관할 수 있습니다. 다른 곳에서 가져오는 `FROM` 하나를 놓치면 소용이 없습니다.\n\n"
            '`trusted-registries`에 `["docker.io", "*.example.com"]`처럼 레지스트리를 적으면 검사합니다. 레지스트리를 '
            "적지 않은 이미지는 `docker.io`에서 옵니다. `COPY --from=`과 `RUN --mount=from=`도 이미지를 가져옵니다.\n\n"
            "이미지를 신뢰하는 레지스트리로 복사하거나, 그 레지스트리를 목록에 추가하세요."
        ),
    ),
    keywords=frozenset({"FROM", "ARG", "COPY", "ADD", "RUN"}),
    check=ConfiguredCheck(made, Options(trusted_registries=("docker.io", "*.example.com"))),
    examples=(
        Example(bad="FROM «quay.io/team/app:1»\n"),
        Example(
            bad="ARG REGISTRY=ghcr.io\nFROM debian:12\nCOPY --from=«gcr.io/team/app:1» /a /a\n"
            "RUN --mount=from=«quay.io/b:1»,target=/b b\nFROM «$REGISTRY/team/app:$TAG»\n"
        ),
    ),
    silent=(
        "FROM debian:12 AS build\nFROM build\nCOPY --from=build /a /a\nFROM scratch\n",
        "FROM docker.io/library/debian:12\nFROM registry-1.docker.io/team/app:1\nFROM REGISTRY.example.com/app:1\n",
        "ARG REGISTRY\nFROM $REGISTRY/app:1\nFROM $IMAGE\nCOPY --from=$IMAGE /a /a\nCOPY --from=context /b /b\n",
    ),
)
