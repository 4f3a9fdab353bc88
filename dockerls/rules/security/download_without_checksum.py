"""A program or archive that is downloaded and used without comparing its checksum."""

import posixpath
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.downloaded_code import INTERPRETERS, SHELLS
from dockerls.semantics.fetch_commands import FETCHERS
from dockerls.semantics.file_commands import Act, mentions
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import verifies
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, Within

TITLE = Sentence(en="Compare the SHA-256 (to fill in)", ko="SHA-256 비교 추가(값은 직접 입력)")
MESSAGE = Sentence(
    en="`{path}` is used without comparing its checksum", ko="`{path}` 파일을 체크섬 비교 없이 사용합니다"
)


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    scripts = scripts_of(run, around)
    if verifies(scripts):
        return
    for script in scripts:
        for index, command in enumerate(script.commands):
            path = _saved(command)
            if path is not None and any(_uses(later, path) for later in script.commands[index + 1 :]):
                fixes = () if script.error else tuple(_fixes(script, command, path))
                yield Finding(here(command.name_span), MESSAGE.filled(path=path), fixes=fixes)


def _saved(command: Command) -> str | None:
    """The file a command downloads to."""
    if command.name not in FETCHERS:
        return None
    return next((mention.path for mention in mentions(command) if mention.act is Act.DOWNLOADS), None)


def _uses(command: Command, path: str) -> bool:
    """Whether a command unpacks, installs or runs the file, or makes it a program; as it is named, or by its name."""
    names = {path, f"./{posixpath.basename(path)}", posixpath.basename(path)}
    program = command.words[command.name_index].text if command.name else ""
    if program in {path, f"./{posixpath.basename(path)}"}:
        return True
    if any(mention.act is Act.UNPACKS and mention.path in names for mention in mentions(command)):
        return True
    if command.name in SHELLS | INTERPRETERS:
        return bool(command.operands) and command.operands[0].text in names
    makes_program = command.name == "chmod" and bool(command.operands) and _is_executable(command.operands[0].text)
    return makes_program and any(word.text in names for word in command.operands[1:])


def _is_executable(mode: str) -> bool:
    return "x" in mode or (mode.isdecimal() and any(int(digit) % 2 for digit in mode[-3:]))


def _fixes(script: Script, command: Command, path: str) -> Iterator[Fix]:
    is_plain = not any(character in path for character in "\"'`$ ")
    if is_plain and not set(command.within) - {Within.AND} and command.span in script.links:
        edit = insert(command.span.end, f' && echo "<sha256>  {path}" | sha256sum -c -')
        yield Fix(TITLE, Safety.SUGGEST, (edit,))


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
    keywords=frozenset({"RUN"}),
    check=check,
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
                'FROM debian:12\nRUN wget -O /usr/bin/a https://x.y/a && echo "<sha256>  /usr/bin/a" '
                "| sha256sum -c - \\\n  && chmod +x /usr/bin/a\n"
            ),
        ),
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
    ),
)
