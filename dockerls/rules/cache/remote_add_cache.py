"""A download from an address whose file changes, in a RUN that is taken from the cache all the same."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.add_download import add_download
from dockerls.rewrite.place import here, placed
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.effective_user import runs_as_root
from dockerls.semantics.fetch_commands import FETCHERS, urls
from dockerls.semantics.file_commands import Act, mentions
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import verifies
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import ShellWord
from dockerls.text.pattern import pattern

TITLE = Sentence(en="Download with ADD, which asks the server", ko="서버에 확인하는 ADD로 내려받기")

# A part of an address that names whatever is newest.
_MOVING = pattern(
    r"[/=_.-](?:latest|master|main|head|trunk|nightly|snapshot|edge|current)(?=[/?&_.-]|$)", re.IGNORECASE
)
# Scripts that mean a tool by such a word, and keys and lists of packages, whose content hardly changes.
_STEADY = (".gpg", ".asc", ".key", ".pub", ".list", ".repo", ".sources")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    scripts = scripts_of(run, around)
    if verifies(scripts):
        return
    for script in scripts:
        for command in script.commands:
            is_saved = any(mention.act is Act.DOWNLOADS for mention in mentions(command))
            if command.name not in FETCHERS or not is_saved:
                continue
            for url in urls(command):
                if _moves(url):
                    edits = placed(add_download(run, command, url)) if runs_as_root(around) else ()
                    fixes = (Fix(TITLE, Safety.SUGGEST, edits),) if edits else ()
                    yield Finding(here(url.span), fixes=fixes)


def _moves(url: ShellWord) -> bool:
    address = url.text.split("#")[0]
    path = address.partition("://")[2].partition("/")[2]
    is_fixed = address.startswith(("http://", "https://")) and url.is_plain and not address.endswith(_STEADY)
    return is_fixed and _MOVING.search(f"/{path}") is not None


RULE = Rule(
    code="DLS2009",
    name="remote-add-cache",
    category=Category.CACHE,
    severity=Severity.HINT,
    message=Sentence(
        en="The cache keeps this download when the file behind the address changes",
        ko="주소에 있는 파일이 바뀌어도 캐시에 있는 이전 파일을 계속 씁니다",
    ),
    rationale=Sentence(
        en=(
            "The builder compares the text of a RUN, not what it downloads. An address such as `…/latest/…` or "
            "`…/main/…` stays the same while its file changes: the cache then serves the old file for months on one "
            "machine, and another machine builds with the new one.\n\n"
            "Best name a version, and check the file: `ADD --checksum=sha256:… https://… /tmp/`. Where you do want "
            "the newest, use `ADD https://… /tmp/`: the builder asks the server each time, and runs what follows "
            "again only if the file has changed.\n\n"
            "Ignore this where builds never use the cache."
        ),
        ko=(
            "빌더는 RUN의 글자를 비교할 뿐 무엇을 내려받는지는 보지 않습니다. `…/latest/…`나 `…/main/…` 같은 주소는 "
            "그대로인데 파일만 바뀌므로, 한 컴퓨터에서는 캐시의 오래된 파일을 몇 달이고 쓰고 다른 컴퓨터에서는 새 "
            "파일로 빌드하게 됩니다.\n\n"
            "버전을 지정하고 `ADD --checksum=sha256:… https://… /tmp/`로 파일을 확인하는 것이 가장 좋습니다. 언제나 "
            "최신 파일이 필요하다면 `ADD https://… /tmp/`를 쓰세요. 빌더가 매번 서버에 확인하고, 파일이 바뀌었을 "
            "때만 뒤의 명령을 다시 실행합니다.\n\n"
            "캐시를 쓰지 않고 빌드한다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=check,
    examples=(
        Example(
            bad=(
                "FROM debian:12\nRUN curl -fsSL «https://x.y/releases/latest/download/a» -o /usr/bin/a "
                "&& chmod +x /usr/bin/a\n"
            ),
            good="FROM debian:12\nADD --chmod=755 https://x.y/releases/latest/download/a /usr/bin/a\n",
        ),
        Example(
            bad=(
                "FROM debian:12\n# the tool\nRUN wget -q -O /tmp/a.sh «https://x.y/main/a.sh» \\\n"
                "    # run it\n    && sh /tmp/a.sh\n"
            ),
            good=(
                "FROM debian:12\n# the tool\nADD --chmod=644 https://x.y/main/a.sh /tmp/a.sh\n"
                "# run it\nRUN sh /tmp/a.sh\n"
            ),
        ),
        Example(bad="FROM debian:12\nUSER app\nRUN curl -L «https://x.y/a-latest.tgz» > a.tgz && tar xzf a.tgz\n"),
        Example(bad="FROM debian:12\nONBUILD RUN curl -fLo /a «https://x.y/nightly/a»\n"),
    ),
    silent=(
        "FROM debian:12\nRUN curl -fsSL https://x.y/v1.2.3/a -o /usr/bin/a\n",
        "FROM debian:12\nRUN curl -fsSL https://x.y/$VERSION/latest/a -o /usr/bin/a\n",
        "FROM debian:12\nRUN curl -fsSL https://x.y/latest/a | tar xz\n",
        "FROM debian:12\nRUN curl -fsSLO https://x.y/latest/a && sha256sum -c a.sha256\n",
        "FROM debian:12\nRUN curl -fsSL https://main.x.y/a -o /a && wget https://x.y/maintained/a\n",
        "FROM debian:12\nRUN curl -fsSL https://x.y/main/key.asc -o /etc/apt/keyrings/key.asc\n",
    ),
)
