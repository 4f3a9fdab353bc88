"""``curl`` that saves an error page for a file, or stops at a redirect."""

import re
from collections.abc import Callable, Iterator

from dockerls.language import Sentence
from dockerls.rewrite.download_first import fail_on_errors
from dockerls.rewrite.place import PlacedEdit, here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.fetch_commands import has_option, short_options, urls
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.semantics.verification import verifies
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Within
from dockerls.text.pattern import pattern
from dockerls.value import value

# What sends something, or looks at the answer itself.
_SENDS = (("d", "--data", "--data-raw", "--data-binary", "--data-urlencode", "--json"), ("F", "--form"))
_LOOKS = (("w", "--write-out"), ("I", "--head"), ("i", "--include", "--show-headers"), ("v", "--verbose"))
_DECIDES = frozenset({Within.OR, Within.CONDITION, Within.NEGATION, Within.LOOP, Within.CASE})
_WEB = pattern(r"https?://|localhost\b|127\.", re.IGNORECASE)
_AUTHORISES = (("u", "--user"), ("n", "--netrc"), ("b", "--cookie"), ("E", "--cert"))


@value
class OptionCheck:
    """The check of one rule: downloads that ``lacks`` finds fault with, and the edit that mends it.

    ``of_health`` is what to say of a HEALTHCHECK that asks the service in that way.
    """

    lacks: Callable[[Command], bool]
    mended: Callable[[Command], tuple[PlacedEdit, ...]]
    title: Sentence
    of_health: Sentence | None = None

    def __call__(self, instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
        scripts = scripts_of(instruction, around)
        if verifies(scripts):
            return  # what is no such file is noticed
        is_health = instruction.keyword == "HEALTHCHECK"
        for script in scripts:
            for command in script.commands if not is_health or self.of_health else ():
                asks = _asks_service(command) if is_health else _downloads(command)
                if command.name == "curl" and asks and self.lacks(command):
                    edits = () if script.error else self.mended(command)
                    fixes = (Fix(self.title, Safety.SAFE, edits),) if edits else ()
                    yield Finding(here(command.name_span), self.of_health if is_health else None, fixes=fixes)


def _downloads(command: Command) -> bool:
    """Whether it fetches with a plain GET over HTTP, and nothing else decides what becomes of a failure."""
    asked = urls(command) if command.name == "curl" else ()
    is_web = bool(asked) and all(word.text.lower().startswith(("http://", "https://")) for word in asked)
    return is_web and not _DECIDES & set(command.within) and _is_plain_get(command)


def _asks_service(command: Command) -> bool:
    """Whether its exit status alone tells how the service is: nothing reads what it answers."""
    asked = urls(command) if command.name == "curl" else ()
    is_web = bool(asked) and all(_WEB.match(word.text) for word in asked)
    is_read = {Within.PIPE, Within.SUBSTITUTION} & set(command.within)
    return is_web and not is_read and _is_plain_get(command)


def _is_plain_get(command: Command) -> bool:
    is_open = any(word.raw.startswith("$") for word in command.args)
    if is_open or command.flag_value("-X", "--request") not in (None, "GET"):
        return False
    reads_settings = has_option(command, "K", "--config") or has_option(command, "T", "--upload-file")
    return not reads_settings and not any(has_option(command, *names) for names in (*_SENDS, *_LOOKS))


def _goes_on_after_errors(command: Command) -> bool:
    return not has_option(command, "f", "--fail", "--fail-with-body", "--fail-early")


def _stops_at_redirects(command: Command) -> bool:
    """Without credentials, which must not follow a redirect to another host."""
    if has_option(command, "L", "--location", "--location-trusted", "--max-redirs"):
        return False
    headers = [word.text.lower() for word in command.args]
    has_header = any("authorization" in text or "token" in text or "cookie" in text for text in headers)
    is_local = any("://localhost" in word.text or "://127." in word.text for word in urls(command))
    return not has_header and not is_local and not any(has_option(command, *names) for names in _AUTHORISES)


def _follow(command: Command) -> tuple[PlacedEdit, ...]:
    """``L`` as the last letter of a cluster such as ``-fsS``, else a flag of its own."""
    letters: dict[int, str] = {}
    for word, index in short_options(command):
        letters[word.span.start] = letters.get(word.span.start, "") + word.text[index]
    for word in command.args:
        cluster = letters.get(word.span.start, "")
        if not cluster or f"-{cluster}" != word.text or word.text != word.raw:
            continue
        plain = len(cluster) - len(cluster.lstrip("fsSkgqNR#"))
        # Behind the last of them, but before the one that takes a value: -fo x becomes -fLo x.
        if plain == len(cluster) or (plain and cluster[plain:] in ("o", "O", "J", "OJ")):
            return (insert(word.span.start + 1 + plain, "L"),)
    return (insert(command.name_span.end, " -L"),)


HEALTHY = Sentence(
    en="Without `-f`, curl succeeds with an error page too, so the container counts as healthy",
    ko="`-f`가 없으면 오류 페이지를 받아도 curl이 성공하므로 컨테이너가 정상으로 판정됩니다",
)

FAIL = Rule(
    code="DLS4004",
    name="curl-no-fail",
    category=Category.CORRECTNESS,
    severity=Severity.INFO,
    message=Sentence(
        en="Without `-f`, curl saves the server's error page and reports success",
        ko="`-f`가 없으면 curl은 서버의 오류 페이지를 저장하고도 성공으로 끝납니다",
    ),
    rationale=Sentence(
        en=(
            "When a server answers 404 or 500, curl prints the error page and ends with success. The build goes on "
            "with a file that is no archive, or worse, caches it in the layer.\n\n"
            "`curl -f` fails instead, and so does the build. The usual set is `curl -fsSL`: fail, no progress bar, "
            "but errors shown, redirects followed.\n\n"
            "In a `HEALTHCHECK` it is worse: a service that answers 500 to everything counts as healthy.\n\n"
            "Ignore this where the error page itself is wanted."
        ),
        ko=(
            "서버가 404나 500으로 응답하면 curl은 오류 페이지를 출력하고 성공으로 끝납니다. 빌드는 압축 파일이 아닌 "
            "엉뚱한 파일로 계속되고, 그 파일이 레이어에 캐시되기도 합니다.\n\n"
            "`curl -f`를 쓰면 curl이 실패하고 빌드도 멈춥니다. 흔히 `curl -fsSL`로 씁니다. 오류 시 실패하고, 진행 막대 "
            "없이 오류만 보여 주며, 리디렉션을 따라갑니다.\n\n"
            "`HEALTHCHECK`에서는 더 위험합니다. 모든 요청에 500으로 응답하는 서비스도 정상으로 판정됩니다.\n\n"
            "오류 페이지 자체가 필요하다면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"RUN", "HEALTHCHECK"}),
    check=OptionCheck(_goes_on_after_errors, fail_on_errors, Sentence(en="Add `-f`", ko="`-f` 추가"), HEALTHY),
    examples=(
        Example(
            bad="FROM debian:12\nRUN «curl» -sSLO https://example.com/a.tgz\n",
            good="FROM debian:12\nRUN curl -fsSLO https://example.com/a.tgz\n",
        ),
        Example(
            bad="FROM debian:12\nRUN <<EOF\nset -e\n«curl» https://example.com/a -o /a\nEOF\n",
            good="FROM debian:12\nRUN <<EOF\nset -e\ncurl https://example.com/a -fo /a\nEOF\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «curl» \\\n    # big\n    --location https://example.com/a | tar -xz\n",
            good="FROM debian:12\nRUN curl -f \\\n    # big\n    --location https://example.com/a | tar -xz\n",
        ),
        Example(
            bad="FROM debian:12\nHEALTHCHECK --interval=5m CMD «curl» http://localhost/health || exit 1\n",
            good="FROM debian:12\nHEALTHCHECK --interval=5m CMD curl -f http://localhost/health || exit 1\n",
        ),
        Example(
            bad="FROM debian:12\nHEALTHCHECK CMD «curl» -sS localhost:8080 > /dev/null\n",
            good="FROM debian:12\nHEALTHCHECK CMD curl -fsS localhost:8080 > /dev/null\n",
        ),
    ),
    silent=(
        "FROM debian:12\nHEALTHCHECK CMD curl -f http://localhost/ || exit 1\nHEALTHCHECK NONE\n",
        "FROM debian:12\nHEALTHCHECK CMD curl -s http://localhost/ | grep -q ok\n",
        'FROM debian:12\nHEALTHCHECK CMD test "$(curl -s http://localhost/)" = ok\n',
        "FROM debian:12\nHEALTHCHECK CMD curl --unix-socket /s -sI http://localhost/ || exit 1\n",
        "FROM debian:12\nRUN curl -fsSLO https://example.com/a\n",
        "FROM debian:12\nRUN curl --fail-with-body -O https://example.com/a\n",
        "FROM debian:12\nRUN test \"$(curl -s -o /dev/null -w '%{http_code}' https://example.com/a)\" = 200\n",
        "FROM debian:12\nRUN if curl -s https://example.com/a; then true; fi\n",
        "FROM debian:12\nRUN curl -s https://example.com/a || true\n",
        "FROM debian:12\nRUN curl -X POST https://example.com/a && curl -d x=1 https://example.com/b\n",
        "FROM debian:12\nRUN curl -sI https://example.com/a && curl --version\n",
        "FROM debian:12\nRUN curl -sSLo a https://example.com/a && echo $SUM a | sha256sum -c -\n",
        "FROM debian:12\nRUN curl $CURL_FLAGS https://example.com/a && curl file:///a\n",
        "FROM debian:12\nRUN apt-get install -y curl && echo curl https://example.com\n",
    ),
    aliases=("curlUseFlagF",),
)

LOCATION = Rule(
    code="DLS4005",
    name="curl-no-location",
    category=Category.CORRECTNESS,
    severity=Severity.HINT,
    message=Sentence(
        en="Without `-L`, curl saves the redirect instead of the file behind it",
        ko="`-L`이 없으면 curl은 실제 파일 대신 리디렉션 응답을 저장합니다",
    ),
    rationale=Sentence(
        en=(
            "Release pages and mirrors often redirect to the server that has the file. Without `-L` curl does not "
            "follow and saves the short answer with the new address, even with `-f`. A file that is found today may "
            "move behind a redirect tomorrow.\n\n"
            "Add `-L`. With `--proto '=https'` no redirect leads away from TLS.\n\n"
            "Ignore this for requests that carry credentials of their own, which a redirect must not get."
        ),
        ko=(
            "릴리스 페이지와 미러는 파일이 있는 다른 서버로 리디렉션하는 일이 많습니다. `-L`이 없으면 curl은 "
            "따라가지 않고 "
            "새 주소가 적힌 짧은 응답만 저장하며, `-f`를 써도 마찬가지입니다. 지금은 바로 받을 수 있는 파일도 나중에 "
            "옮겨질 수 있습니다.\n\n"
            "`-L`을 추가하세요. `--proto '=https'`를 함께 쓰면 리디렉션이 TLS를 벗어나지 않습니다.\n\n"
            "자격 증명을 직접 보내는 요청이라면 리디렉션된 서버로 새어 나갈 수 있으므로 무시하세요."
        ),
    ),
    keywords=frozenset({"RUN"}),
    check=OptionCheck(_stops_at_redirects, _follow, Sentence(en="Add `-L`", ko="`-L` 추가")),
    examples=(
        Example(
            bad="FROM debian:12\nRUN «curl» -fsS https://example.com/a -o /a\n",
            good="FROM debian:12\nRUN curl -fsSL https://example.com/a -o /a\n",
        ),
        Example(
            bad="FROM debian:12\nRUN «curl» -fo /a https://example.com/a\n",
            good="FROM debian:12\nRUN curl -fLo /a https://example.com/a\n",
        ),
    ),
    silent=(
        "FROM debian:12\nRUN curl -fsSL https://example.com/a -o /a && curl -f --location https://example.com/b\n",
        "FROM debian:12\nRUN curl -f -X POST https://example.com/a\n",
        'FROM debian:12\nRUN curl -f -u me:$P https://example.com/a && curl -f -H "Authorization: $T" https://x.y/z\n',
        "FROM debian:12\nRUN curl -f http://localhost:8080/a\n",
    ),
    aliases=("curlUseFlagL", "curl-should-follow-redirects"),
)

RULES = (FAIL, LOCATION)
