"""``gem install`` that also makes documentation."""

from collections.abc import Iterator

from dockerls.knowledge.package_managers import GEM
from dockerls.language import Sentence
from dockerls.rewrite.place import here, insert
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.defaults import Default, set_by
from dockerls.semantics.package_commands import package_command
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction

FLAG = "--no-document"

TITLE = Sentence(en=f"Add `{FLAG}`", ko=f"`{FLAG}` 추가")

# Their gemrc says so already (docker-library/ruby and docker-library/jruby).
SAYING_SO = frozenset({"ruby", "jruby"})
ASKED_FOR = (FLAG, "-N", "--document", "--no-rdoc", "--no-ri", "--rdoc", "--ri", "--help", "-h", "--explain")


def check(run: Instruction, around: Surroundings) -> Iterator[Finding]:
    is_set = Default.GEM_NO_DOCUMENT in around.defaults | set_by(run)
    if not around.ships or is_set or (around.image is not None and around.image.official in SAYING_SO):
        return
    for script in scripts_of(run, around):
        for command in script.commands:
            found = package_command(command)
            if found is None or found.manager is not GEM or not found.installs:
                continue
            if not found.has_flag(*ASKED_FOR) and not found.is_open:
                fix = Fix(TITLE, Safety.SAFE, (insert(found.subcommand.span.end, f" {FLAG}"),))
                yield Finding(here(found.subcommand.span), fixes=() if script.error else (fix,))


RULE = Rule(
    code="DLS1005",
    name="gem-no-document",
    category=Category.SIZE,
    severity=Severity.INFO,
    message=Sentence(
        en=f"This also makes documentation that nobody reads in an image; use `{FLAG}`",
        ko=f"이미지에서 아무도 읽지 않는 문서까지 만듭니다. `{FLAG}` 옵션을 쓰세요",
    ),
    rationale=Sentence(
        en=(
            "`gem install` makes `ri` and HTML documentation of every gem. That can take longer than the install "
            "itself "
            "and often more space than the code.\n\n"
            "```dockerfile\nRUN gem install --no-document bundler\n```\n\n"
            "`RUN echo 'gem: --no-document' > /etc/gemrc` says it once for all. The official `ruby` image does so "
            "already."
        ),
        ko=(
            "`gem install`은 gem마다 `ri` 문서와 HTML 문서를 만듭니다. 설치보다 오래 걸리기도 하고, 코드보다 공간을 더 "
            "차지하는 일도 많습니다.\n\n"
            "```dockerfile\nRUN gem install --no-document bundler\n```\n\n"
            "`RUN echo 'gem: --no-document' > /etc/gemrc`로 한 번만 정해도 됩니다. 공식 `ruby` 이미지는 이미 그렇게 "
            "되어 "
            "있습니다."
        ),
    ),
    check=check,
    keywords=frozenset({"RUN"}),
    examples=(
        Example(
            bad="FROM alpine:3.22\nRUN gem «install» bundler:2.6.2\n",
            good="FROM alpine:3.22\nRUN gem install --no-document bundler:2.6.2\n",
        ),
        Example(
            bad="FROM debian:12\nRUN apt-get update && gem «update» \\\n    --system\n",
            good="FROM debian:12\nRUN apt-get update && gem update --no-document \\\n    --system\n",
        ),
    ),
    silent=(
        "FROM alpine:3.22\nRUN gem install --no-document bundler\n",
        "FROM alpine:3.22\nRUN gem install -N bundler\n",
        "FROM alpine:3.22\nRUN gem install bundler --no-rdoc --no-ri\n",
        "FROM ruby:3.4-slim\nRUN gem install bundler\n",
        "FROM alpine:3.22\nRUN echo 'gem: --no-document' > /root/.gemrc && gem install bundler\n",
        "FROM alpine:3.22\nCOPY .gemrc /root/\nRUN gem install bundler\n",
        "FROM alpine:3.22 AS build\nRUN gem install fpm\nFROM alpine:3.22\nCOPY --from=build /a /a\n",
    ),
    aliases=("gemUpdateNoDocument",),
)
