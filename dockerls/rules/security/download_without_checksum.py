"""A program or archive that is downloaded and used without comparing its checksum."""

import posixpath
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.joint import joint_near
from dockerls.rewrite.place import Place, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Rule, Safety, Severity, StageCheck
from dockerls.semantics.fetch_commands import FETCHERS, fits_one_checksum
from dockerls.semantics.file_commands import Act, mentions
from dockerls.semantics.programs_used import reads_archive_from_input, used_as_program
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import verifies
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within
from dockerls.text.edit import Edit
from dockerls.text.span import Span, empty
from dockerls.value import value

TITLE = Sentence(en="Compare the SHA-256 (to fill in)", ko="SHA-256 비교 추가(값은 직접 입력)")
MESSAGE = Sentence(
    en="`{path}` is used without comparing its checksum", ko="`{path}` 파일을 체크섬 비교 없이 사용합니다"
)

PIPED = Sentence(
    en="This archive is unpacked without comparing its checksum", ko="압축 파일을 체크섬 비교 없이 바로 풉니다"
)


@value
class Saved:
    """A download: where the program that fetches it stands, the file, and what would compare its checksum."""

    span: Span
    path: str
    edit: Edit | None
    is_used: bool  # in the same RUN

    @property
    def is_program(self) -> bool:
        """Whether it is put where programs lie, and not called as what lies beside one (``app.sha256``)."""
        folder, name = posixpath.split(self.path)
        return posixpath.basename(folder) in ("bin", "sbin") and "." not in name


@value
class Step:
    """What a RUN has to do with downloads. ``used`` are files as named, ``piped`` what unpacks without a file."""

    saved: tuple[Saved, ...] = ()
    used: frozenset[str] = frozenset()
    piped: tuple[Span, ...] = ()
    verifies: bool = False
    moves: bool = False  # from here on other files have these names


def note(instruction: Instruction, around: Surroundings) -> Step | None:
    if instruction.keyword == "WORKDIR":
        return Step(moves=True)
    if instruction.keyword != "RUN":
        return None
    scripts = scripts_of(instruction, around)
    if verifies(scripts):
        return Step(verifies=True)
    saved = tuple(each for script in scripts for each in _saved_in(instruction, script))
    used = frozenset(path for script in scripts for command in script.commands for path in used_as_program(command))
    piped = tuple(span for script in scripts for span in _unpacked_at_once(script))
    return Step(saved, used, piped) if saved or used or piped else None


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    """A file is used in its own RUN, or later in the stage before anything is verified there."""
    waiting: dict[str, tuple[int, Saved]] = {}
    for at in noted:
        step: Step = at.fact
        for path in [path for path in waiting if path in step.used]:
            yield _finding(*waiting.pop(path))
        if step.verifies or step.moves:
            waiting = {} if step.verifies else {path: each for path, each in waiting.items() if path.startswith("/")}
        for saved in step.saved:
            if saved.is_used:
                yield _finding(at.piece, saved)
            else:
                waiting[saved.path] = (at.piece, saved)
        for span in step.piped:
            yield Finding(Place(at.piece, span), PIPED)
    yield from (_finding(piece, saved) for piece, saved in waiting.values() if saved.is_program)


def _finding(piece: int, saved: Saved) -> Finding:
    fixes = (Fix(TITLE, Safety.SUGGEST, placed((saved.edit,), piece), is_single=True),) if saved.edit else ()
    return Finding(Place(piece, saved.span), MESSAGE.filled(path=saved.path), fixes)


def _saved_in(run: Instruction, script: Script) -> Iterator[Saved]:
    for index, command in enumerate(script.commands):
        path = _saved(command)
        if path is not None:
            used = (each for later in script.commands[index + 1 :] for each in used_as_program(later))
            is_used = any(_is_same(each, path) for each in used)
            yield Saved(command.name_span, path, _edit(run, script, command, path), is_used)


def _saved(command: Command) -> str | None:
    """The file a command downloads to."""
    if command.name not in FETCHERS:
        return None
    return next((mention.path for mention in mentions(command) if mention.act is Act.DOWNLOADS), None)


def _is_same(named: str, path: str) -> bool:
    """Whether a file is meant: as it is named, or by its name in the folder it is in."""
    name = posixpath.basename(path)
    return named in (path, name, f"./{name}")


def _unpacked_at_once(script: Script) -> Iterator[Span]:
    """The programs in ``curl … | tar -x``."""
    for pipeline in script.pipelines:
        fetch = next((command for command in pipeline.parts[0] if command.name in FETCHERS), None)
        unpacks = any(reads_archive_from_input(command) for part in pipeline.parts[1:] for command in part[:1])
        if fetch is not None and unpacks:
            yield fetch.name_span


def _edit(run: Instruction, script: Script, command: Command, path: str) -> Edit | None:
    if script.error or any(character in path for character in "\"'`$ ") or not fits_one_checksum(run, script, command):
        return None
    if set(command.within) - {Within.AND} or command.span not in script.links:
        return None
    joint = joint_near(run, script, command, "&&") or " && "
    return Edit(empty(command.span.end), f'{joint}echo "<sha256>  {path}" | sha256sum -c -')


RULE = Rule(
    code="DLS3015",
    name="download-without-checksum",
    category=Category.SECURITY,
    severity=Severity.HINT,
    message=Sentence(
        en="This download is used without comparing its checksum", ko="내려받은 파일을 체크섬 비교 없이 사용합니다"
    ),
    rationale=Sentence(
        en=(
            "TLS proves which server answered, not that the file is the one you have tested: a release can be "
            "replaced, and an account can be taken over. A checksum in the Dockerfile makes every build use the same "
            "file or fail.\n\n"
            "```dockerfile\nRUN curl -fsSLo app.tgz https://example.com/app.tgz \\\n"
            ' && echo "<sha256>  app.tgz" | sha256sum -c - \\\n && tar -xzf app.tgz\n```\n\n'
            "Or let the builder do it: `ADD --checksum=sha256:… https://example.com/app.tgz /tmp/`. A signature "
            "(`gpg --verify`, `cosign verify-blob`) is as good.\n\n"
            "Ignore this where you want the newest version each time, whatever it is."
        ),
        ko=(
            "TLS는 어느 서버가 응답했는지만 증명하며, 시험해 본 그 파일이라는 보장은 없습니다. 릴리스 파일이 바뀌거나 "
            "계정이 탈취될 수 있습니다. Dockerfile에 체크섬을 적으면 언제나 같은 파일로 빌드하고, 다르면 "
            "실패합니다.\n\n"
            "```dockerfile\nRUN curl -fsSLo app.tgz https://example.com/app.tgz \\\n"
            ' && echo "<sha256>  app.tgz" | sha256sum -c - \\\n && tar -xzf app.tgz\n```\n\n'
            "`ADD --checksum=sha256:… https://example.com/app.tgz /tmp/`로 빌더에 맡길 수도 있습니다. 서명 확인"
            "(`gpg --verify`, `cosign verify-blob`)도 좋습니다.\n\n"
            "내용과 상관없이 매번 최신 버전을 받으려는 것이라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN", "WORKDIR"}),
    check=StageCheck(note, check),
    examples=(
        Example(
            bad="FROM debian:12\nRUN «curl» -fsSLo a.tgz https://x.y/a.tgz && tar -xzf a.tgz && rm a.tgz\n",
            good=(
                "FROM debian:12\nRUN curl -fsSLo a.tgz https://x.y/a.tgz "
                '&& echo "<sha256>  a.tgz" | sha256sum -c - && tar -xzf a.tgz && rm a.tgz\n'
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN «wget» -O /usr/bin/a https://x.y/a \\\n  && chmod +x /usr/bin/a\n",
            good=(
                'FROM debian:12\nRUN wget -O /usr/bin/a https://x.y/a \\\n  && echo "<sha256>  /usr/bin/a" '
                "| sha256sum -c - \\\n  && chmod +x /usr/bin/a\n"
            ),
        ),
        Example(bad="FROM debian:12\nARG TARGETARCH\nRUN «curl» -fLo /a https://x.y/a-$TARGETARCH && chmod +x /a\n"),
        Example(bad='FROM debian:12\nRUN a="$(uname -m)" && «curl» -fLo /a "https://x.y/$a" && chmod +x /a\n'),
        Example(bad="FROM debian:12\nRUN «curl» -fsSL https://x.y/a.tgz | tar -xz -C /opt\n"),
        Example(bad="FROM debian:12\nRUN «wget» -qO- https://x.y/a.tgz | tar xz\n"),
        Example(bad="FROM debian:12\nRUN «curl» -fL https://x.y/a.gz | gunzip | tar xf - -C /opt\n"),
        Example(
            bad="FROM debian:12\nRUN «curl» -fsSLo /tmp/a.tgz https://x.y/a.tgz\nRUN tar -xzf /tmp/a.tgz\n",
            good=(
                'FROM debian:12\nRUN curl -fsSLo /tmp/a.tgz https://x.y/a.tgz && echo "<sha256>  /tmp/a.tgz" '
                "| sha256sum -c -\nRUN tar -xzf /tmp/a.tgz\n"
            ),
        ),
        Example(bad="FROM debian:12\nRUN «wget» -O /tmp/x.zip https://x.y/x.zip; unzip -q -d /opt /tmp/x.zip\n"),
        Example(bad="FROM debian:12\nRUN «curl» -fsSLO https://x.y/kubectl; install -m 755 kubectl /usr/local/bin/\n"),
        Example(bad="FROM debian:12\nRUN if true; then «curl» -sLo /usr/bin/t https://x.y/t; fi\n"),
        Example(bad="FROM debian:12\nRUN <<EOF\n«curl» -fsSLO https://x.y/i.sh\nsh ./i.sh\nEOF\n"),
    ),
    silent=(
        'FROM debian:12\nRUN curl -fLo a.tgz https://x.y/a && echo "$S  a.tgz" | sha256sum -c - && tar -xf a.tgz\n',
        "FROM debian:12\nRUN curl -fLO https://x.y/a.tgz -O https://x.y/a.tgz.asc && gpg --verify a.tgz.asc a.tgz"
        " && tar -xf a.tgz\n",
        "FROM debian:12\nRUN curl -fLo /etc/app.json https://x.y/app.json && chmod 644 /etc/app.json\n",
        "FROM debian:12\nRUN curl -fL https://x.y/key.asc -o /etc/apt/keyrings/x.asc\n",
        "FROM debian:12\nRUN curl -fLO https://x.y/a.tgz && openssl sha512 -r a.tgz | grep -q $S && tar -xf a.tgz\n",
        "FROM debian:12\nRUN tar -xf /tmp/a.tgz\n",
        "FROM debian:12\nRUN curl -fLo a.tgz https://x.y/a\nRUN sha256sum -c a.sum\nRUN tar -xf a.tgz\n",
        "FROM debian:12\nRUN curl -fLo /bin/a https://x.y/a && curl -fLo /bin/a.sum https://x.y/s\n"
        "WORKDIR /b\nRUN sha256sum -c /bin/a.sum\n",
        "FROM debian:12\nRUN curl -fLo a.tgz https://x.y/a\nWORKDIR /b\nRUN tar -xf a.tgz\n",
        "FROM debian:12\nRUN curl -fL https://x.y/a.tgz | tee a.tgz | sha256sum -c a.sum && tar -xf a.tgz\n",
        "FROM debian:12\nRUN curl -fL https://x.y/list | tar -czf a.tgz -T -\nRUN curl -fL https://x.y/a | jq .\n",
        "FROM debian:12\nRUN curl -fLO https://x.y/a.json && install -m 644 a.json /etc/\n",
    ),
)
