"""``curl … | sh``: running a program from the network that nothing has checked."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.download_first import download_first, fail_on_errors
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.downloaded_code import DownloadedCode, downloaded_code
from dockerls.semantics.fetch_commands import fits_one_checksum, has_option
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Script

TITLE = Sentence(
    en="Download, check the SHA-256 (to fill in), run and delete",
    ko="내려받아 SHA-256(직접 입력)을 확인하고 실행한 뒤 삭제",
)
TITLE_FAIL = Sentence(
    en="At least add `-f`, so that an error page is not run", ko="오류 페이지가 실행되지 않도록 최소한 `-f` 추가"
)

MESSAGE = Sentence(
    en="`{runner}` runs whatever the server sends, unchecked",
    ko="서버가 보내는 내용을 확인 없이 `{runner}`(으)로 실행합니다",
)


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    for script in scripts_of(run, around):
        for code in downloaded_code(script):
            # The way rustup and others tell everyone to do it, at least without running half a file or an error page.
            is_careful = _fails_with_server(code) and _fails_with_download(code, script, around)
            yield Finding(
                here(code.runner.name_span),
                MESSAGE.filled(runner=code.runner.name),
                fixes=() if script.error else tuple(_fixes(run, script, code)),
                severity=Severity.INFO if is_careful else Severity.WARNING,
            )


def _fails_with_server(code: DownloadedCode) -> bool:
    return code.fetch.name == "wget" or has_option(code.fetch, "f", "--fail", "--fail-with-body")


def _fails_with_download(code: DownloadedCode, script: Script, around: Surroundings) -> bool:
    """Whether a broken download fails the build: through pipefail, in the SHELL or set before."""
    if code.pipeline is None:
        return False
    if any("pipefail" in word for word in around.shell):
        return True
    before = (command for command in script.commands if command.span.start < code.pipeline.span.start)
    return any(command.name == "set" and any(word.text == "pipefail" for word in command.args) for command in before)


def _fixes(run: Instruction, script: Script, code: DownloadedCode) -> Iterator[Fix]:
    edits = download_first(run, script, code)
    if edits and fits_one_checksum(run, script, code.fetch):
        yield Fix(TITLE, Safety.SUGGEST, edits, is_single=True)
    if edits := fail_on_errors(code.fetch):
        yield Fix(TITLE_FAIL, Safety.SUGGEST, edits)


RULE = Rule(
    code="DLS3012",
    name="curl-pipe-shell",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="This runs whatever the server sends, unchecked", ko="서버가 보내는 내용을 확인 없이 실행합니다"
    ),
    rationale=Sentence(
        en=(
            "A script that is piped into a shell runs as root in your build, and nobody has looked at it: a hijacked "
            "server or a new version changes your image without a trace in the Dockerfile. If the download breaks "
            "off, the shell runs the first half of it; without `pipefail` and `curl -f` the build even goes on.\n\n"
            "Download the file, compare its SHA-256, run it, delete it:\n\n"
            "```dockerfile\n"
            "RUN curl -fsSL https://example.com/install.sh -o /tmp/install.sh \\\n"
            ' && echo "<sha256>  /tmp/install.sh" | sha256sum -c - \\\n'
            " && sh /tmp/install.sh && rm /tmp/install.sh\n"
            "```\n\n"
            "Better still is a package with a signature, a release archive with a checksum "
            "(`ADD --checksum=sha256:…`), or `COPY --from` an official image. At the very least use `curl -f` under "
            "`pipefail`: then this is only a note.\n\n"
            "Ignore this where the installer verifies itself and you trust its publisher."
        ),
        ko=(
            "셸로 바로 넘긴 스크립트는 아무도 확인하지 않은 채 빌드에서 root로 실행됩니다. 서버가 탈취되거나 새 "
            "버전이 나오면 Dockerfile에 아무 흔적도 없이 이미지가 달라집니다. 다운로드가 중간에 끊기면 셸은 앞부분만 "
            "실행하고, `pipefail`과 `curl -f`가 없으면 빌드가 그대로 이어집니다.\n\n"
            "파일로 내려받아 SHA-256을 비교하고, 실행한 뒤 지우세요.\n\n"
            "```dockerfile\n"
            "RUN curl -fsSL https://example.com/install.sh -o /tmp/install.sh \\\n"
            ' && echo "<sha256>  /tmp/install.sh" | sha256sum -c - \\\n'
            " && sh /tmp/install.sh && rm /tmp/install.sh\n"
            "```\n\n"
            "서명된 패키지나 체크섬이 있는 릴리스 압축 파일(`ADD --checksum=sha256:…`), 공식 이미지에서의 "
            "`COPY --from`이 더 좋습니다. 최소한 `pipefail` 아래에서 `curl -f`를 쓰세요. 그러면 참고 사항으로만 "
            "표시합니다.\n\n"
            "설치 프로그램이 스스로 검증하고 제공자를 신뢰한다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad="FROM debian:12\nRUN curl -sSL https://example.com/install.sh | «sh»\n",
            good=(
                "FROM debian:12\nRUN curl -fsSL https://example.com/install.sh -o /tmp/install.sh"
                ' && echo "<sha256>  /tmp/install.sh" | sha256sum -c -'
                " && sh /tmp/install.sh && rm /tmp/install.sh\n"
            ),
        ),
        Example(
            bad=(
                "FROM debian:12\nRUN wget -qO- https://example.com/setup \\\n  | sudo -E «bash» -s -- --yes \\\n"
                "  && true\n"
            ),
            good=(
                "FROM debian:12\nRUN wget -qO /tmp/install.sh https://example.com/setup \\\n"
                '  && echo "<sha256>  /tmp/install.sh" | sha256sum -c - \\\n'
                "  && sudo -E bash /tmp/install.sh --yes \\\n  && rm /tmp/install.sh \\\n  && true\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nRUN make a \\\n    && curl -fL https://example.com/i | «sh»\n",
            good=(
                "FROM debian:12\nRUN make a \\\n    && curl -fL https://example.com/i -o /tmp/install.sh \\\n"
                '    && echo "<sha256>  /tmp/install.sh" | sha256sum -c - \\\n'
                "    && sh /tmp/install.sh \\\n    && rm /tmp/install.sh\n"
            ),
        ),
        Example(bad='FROM debian:12\nRUN wget -qO- "https://example.com/$(uname -m)" | «sh»\n'),
        Example(bad='FROM debian:12\nRUN «bash» -c "$(curl -fL https://example.com/install.sh)"\n'),
        Example(
            bad='FROM debian:12\nSHELL ["/bin/bash", "-c"]\nRUN «bash» <(curl -fsSL https://example.com/i) --yes\n'
        ),
        Example(bad="FROM debian:12\nRUN curl -fsSL https://example.com/get.py | «python3» -\n"),
        Example(bad='FROM debian:12\nRUN «eval» "$(wget -qO- https://example.com/env)"\n'),
        Example(bad="FROM debian:12\nRUN curl -fsSL https://example.com/i.sh | tee /i.sh | «bash»\n"),
    ),
    silent=(
        "FROM debian:12\nRUN curl -fsSL https://example.com/a.tgz | tar -xz\n",
        "FROM debian:12\nRUN curl -fsSL https://example.com/key.asc | gpg --dearmor -o /usr/share/keyrings/x.gpg\n",
        "FROM debian:12\nRUN curl -fsSL https://example.com/v.json | python3 -c 'import json, sys; "
        "print(json.load(sys.stdin))'\n",
        "FROM debian:12\nRUN curl -fsSL https://example.com/v | perl -ne 'print if /x/'\n",
        "FROM debian:12\nRUN curl -fsSL https://example.com/data | sh /import.sh\n",
        "FROM debian:12\nRUN curl -fsSLo /i.sh https://example.com/i.sh && sha256sum -c /i.sum && sh /i.sh\n",
        'FROM debian:12\nRUN V="$(curl -fsSL https://example.com/version)" && sh -c "echo $V"\n',
        'FROM debian:12\nRUN echo "curl https://example.com | sh"\n',
        "FROM debian:12\n# curl https://example.com | sh\nRUN true\n",
    ),
)
