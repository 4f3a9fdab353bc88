"""The check and the words that rules about caches left in a layer share: ``RULES`` stand in the files beside."""

from collections.abc import Callable, Iterator

from dockerls.language import Sentence, verbatim
from dockerls.rewrite.append import append_command, keeps_failures
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import (
    Category,
    Check,
    Example,
    Finding,
    Fix,
    Rule,
    Safety,
    Severity,
)
from dockerls.semantics.mounts import is_mounted, mounts_of
from dockerls.semantics.package_caches import (
    Cache,
)
from dockerls.semantics.shell_code import commands_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command
from dockerls.text.edit import Edit
from dockerls.text.span import Span
from dockerls.value import value

TITLE = Sentence(en="Append `{command}`", ko="`{command}` 덧붙이기")


@value
class Left:
    """What the last filling command of a RUN leaves: where it stands, and the edits that remove it again."""

    span: Span
    clean_up: str
    edits: tuple[Edit, ...]
    is_plain: bool  # a failure of the RUN still fails it behind the edits


@value
class LeftBehind:
    """The check for one tool's cache, where ``counts`` says that its downloads stay."""

    cache: Cache
    safety: Safety
    counts: Callable[[Instruction, Surroundings], bool]

    def __call__(self, run: Instruction, around: Surroundings) -> Iterator[Finding]:
        left = self.left_by(run, around)
        if left is not None:
            yield Finding(here(left.span), fixes=self.fixes(left))

    def left_by(self, run: Instruction, around: Surroundings) -> Left | None:
        if not around.ships:
            return None
        last: tuple[Command, Span] | None = None
        for command in commands_of(run, around):
            filled = self.cache.fills(command)
            if filled is not None:
                last = command, filled.span
            elif self.cache.is_emptied_by(command):
                last = None
        if last is None or is_cached(run, self.cache) or not self.counts(run, around):
            return None
        command, span = last
        prefix = "sudo " if "sudo" in command.wrappers else ""
        clean_up = f"{prefix}{self.cache.clean_up.format(command=command.name)}"
        return Left(span, clean_up, append_command(run, clean_up), keeps_failures(run))

    def fixes(self, left: Left, piece: int = 0) -> tuple[Fix, ...]:
        safety = self.safety if left.is_plain else Safety.SUGGEST
        return (Fix(TITLE.filled(command=left.clean_up), safety, placed(left.edits, piece)),) if left.edits else ()


def is_cached(run: Instruction, cache: Cache) -> bool:
    """Whether the cache lies in a mount: at its usual place or, for another user, at one that looks like it."""
    targets = [mount.target for mount in mounts_of(run) if mount.type in ("cache", "tmpfs")]
    return is_mounted(run, *cache.folders) or any(mark in target for target in targets for mark in cache.marks)


def always(run: Instruction, around: Surroundings) -> bool:
    return True


MESSAGE = Sentence(
    en="What `{tool}` downloads for this stays in the image; clean up in the same `RUN`",
    ko="`{tool}`에서 내려받은 파일이 이미지에 남습니다. 같은 `RUN`에서 정리하세요",
)
RATIONALE = Sentence(
    en=(
        "{what}\n\nEach `RUN` makes a layer: what a later `RUN` deletes is hidden, but still stored and pulled. Clean "
        "up "
        "at the end of the `RUN` that installs:\n\n"
        "```dockerfile\n{example}\n```\n\n{more}"
    ),
    ko=(
        "{what}\n\n`RUN`마다 레이어가 생기므로, 나중의 `RUN`에서 지워도 보이지 않을 뿐 그대로 저장되고 내려받게 "
        "됩니다. "
        "설치하는 `RUN`의 끝에서 정리하세요.\n\n"
        "```dockerfile\n{example}\n```\n\n{more}"
    ),
)
MOUNT = Sentence(
    en="Or keep the cache out of the layer with `--mount=type=cache,target={folder}`, which makes rebuilds faster too.",
    ko="`--mount=type=cache,target={folder}`(으)로 캐시를 레이어 밖에 두면 다시 빌드할 때도 더 빠릅니다.",
)


def cache_rule(
    code: str,
    name: str,
    severity: Severity,
    tool: str,
    check: Check,
    what: Sentence,
    example: str,
    more: Sentence,
    examples: tuple[Example, ...],
    silent: tuple[str, ...],
    aliases: tuple[str, ...] = (),
    keywords: tuple[str, ...] = ("RUN",),
) -> Rule:
    return Rule(
        code=code,
        name=name,
        category=Category.SIZE,
        severity=severity,
        message=MESSAGE.filled(tool=tool),
        rationale=RATIONALE.filled(what=what, example=verbatim(example), more=more),
        check=check,
        keywords=frozenset(keywords),
        examples=examples,
        silent=silent,
        aliases=aliases,
    )
