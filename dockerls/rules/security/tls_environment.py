"""Variables that turn certificate checks off for every program that reads them."""

from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import delete, here
from dockerls.rewrite.remove_word import without_argument, without_word
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.rules.security.tls_unverified import RATIONALE, TITLE
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, Script, ShellWord
from dockerls.text.span import Span
from dockerls.value import value

_OFF = frozenset({"0", "false", "off", "no"})

MESSAGE = Sentence(
    en="`{name}` turns certificate checks off, so anyone on the way can swap what is downloaded",
    ko="`{name}` 변수가 인증서 확인을 꺼서, 중간에서 누구나 내려받는 내용을 바꿔치기할 수 있습니다",
)


@value
class Variable:
    """A variable and the values that turn checks off; none named: any value does."""

    name: str
    off: frozenset[str] = frozenset()

    def __call__(self, instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
        """The rule's check."""
        for pair in instruction.pairs:
            if pair.value is not None and self._is_set(pair.key.text, pair.value.text.strip("\"'")):
                spans = [other.span for other in instruction.pairs]
                yield self._finding(pair.span, (without_argument(instruction, spans, pair.span),))
        for script in scripts_of(instruction, around):
            yield from self._in_script(instruction, script)

    def _in_script(self, run: Instruction, script: Script) -> Iterator[Finding]:
        for command in script.commands:
            for word in command.assignments:
                if self._is_set(*_parted(word.text)):
                    yield self._finding(word.span, () if script.error else _before_command(run, command, word))
            exported = command.args if command.name == "export" else command.words[: command.name_index]
            for word in exported:
                if self._is_set(*_parted(word.text)):
                    is_one_of_many = len(exported) > 1 and not script.error
                    yield self._finding(word.span, (without_word(run, command, word),) if is_one_of_many else ())
        for word in script.assignments:
            if self._is_set(*_parted(word.text)):
                yield self._finding(word.span, ())

    def _is_set(self, name: str, text: str) -> bool:
        return name.upper() == self.name and "$" not in text and (text.lower() in self.off if self.off else bool(text))

    def _finding(self, span: Span, cuts: tuple[Span, ...]) -> Finding:
        fixes = tuple(Fix(TITLE.filled(flag=self.name), Safety.SUGGEST, (delete(cut),)) for cut in cuts)
        return Finding(here(span), MESSAGE.filled(name=self.name), fixes=fixes)


def _before_command(run: Instruction, command: Command, assignment: ShellWord) -> tuple[Span, ...]:
    """What to delete of ``A=1 B=2 command`` so that one assignment is gone; nothing where a comment would be lost."""
    starts = [word.span.start for word in (*command.assignments, *command.words)]
    following = [start for start in starts if start > assignment.span.start]
    if not following or not command.words:
        return ()
    cut = Span(assignment.span.start, min(following))
    return () if any(cut.overlaps(comment) for comment in run.header.comments) else (cut,)


def _parted(assignment: str) -> tuple[str, str]:
    name, _, text = assignment.partition("=")
    return name, text


def _rule(
    code: str, name: str, alias: str, variable: Variable, examples: tuple[Example, ...], silent: tuple[str, ...]
) -> Rule:
    return Rule(
        code=code,
        name=name,
        category=Category.SECURITY,
        severity=Severity.ERROR,
        message=MESSAGE.filled(name=variable.name),
        rationale=RATIONALE,
        keywords=frozenset({"ENV", "ARG", "RUN", "CMD", "ENTRYPOINT"}),
        check=variable,
        examples=examples,
        silent=silent,
        aliases=(alias,),
    )


PIP = _rule(
    "DLS3030",
    "tls-pip-trusted-host-env",
    "CKV2_DOCKER_16",
    Variable("PIP_TRUSTED_HOST"),
    examples=(
        Example(
            bad="FROM python:3.14\nENV «PIP_TRUSTED_HOST=pypi.org»\nRUN pip install flask\n",
            good="FROM python:3.14\nRUN pip install flask\n",
        ),
        Example(
            bad='FROM python:3.14\nENV A=1 \\\n    # proxy\n    «PIP_TRUSTED_HOST="pypi.org"» \\\n    B=2\n',
            good="FROM python:3.14\nENV A=1 \\\n    # proxy\n    B=2\n",
        ),
    ),
    silent=(
        "FROM python:3.14\nENV PIP_TRUSTED_HOST=\n",
        "FROM python:3.14\nARG PIP_TRUSTED_HOST\n",
        "FROM python:3.14\nENV PIP_CERT=/etc/ssl/corp.pem\n",
        'FROM python:3.14\nRUN echo "PIP_TRUSTED_HOST=pypi.org"\n',
    ),
)

PYTHON = _rule(
    "DLS3019",
    "tls-pythonhttpsverify",
    "CKV2_DOCKER_5",
    Variable("PYTHONHTTPSVERIFY", frozenset({"0"})),
    examples=(
        Example(
            bad="FROM debian:12\nENV A=1 «PYTHONHTTPSVERIFY=0»\n",
            good="FROM debian:12\nENV A=1\n",
        ),
        Example(bad="FROM debian:12\nENV «PYTHONHTTPSVERIFY 0»\n", good="FROM debian:12\n"),
        Example(
            bad="FROM debian:12\nRUN «PYTHONHTTPSVERIFY=0» python fetch.py\n",
            good="FROM debian:12\nRUN python fetch.py\n",
        ),
    ),
    silent=(
        "FROM debian:12\nENV PYTHONHTTPSVERIFY=1\n",
        "FROM debian:12\n# ENV PYTHONHTTPSVERIFY=0\nRUN python fetch.py # PYTHONHTTPSVERIFY=0\n",
    ),
)

NODE = _rule(
    "DLS3020",
    "tls-node-reject-unauthorized",
    "CKV2_DOCKER_6",
    Variable("NODE_TLS_REJECT_UNAUTHORIZED", frozenset({"0"})),
    examples=(
        Example(
            bad="FROM node:24\nENV «NODE_TLS_REJECT_UNAUTHORIZED=0»\nRUN npm ci\n", good="FROM node:24\nRUN npm ci\n"
        ),
        Example(
            bad="FROM node:24\nRUN <<EOF\nexport CI=1 «NODE_TLS_REJECT_UNAUTHORIZED='0'»\nnpm ci\nEOF\n",
            good="FROM node:24\nRUN <<EOF\nexport CI=1\nnpm ci\nEOF\n",
        ),
        Example(
            bad="FROM node:24\nONBUILD ENV «NODE_TLS_REJECT_UNAUTHORIZED=0» A=1\n",
            good="FROM node:24\nONBUILD ENV A=1\n",
        ),
    ),
    silent=(
        "FROM node:24\nENV NODE_TLS_REJECT_UNAUTHORIZED=1\n",
        "FROM node:24\nENV NODE_EXTRA_CA_CERTS=/etc/ssl/corp.pem\n",
    ),
)

NPM = _rule(
    "DLS3026",
    "tls-npm-config-env",
    "CKV2_DOCKER_12",
    Variable("NPM_CONFIG_STRICT_SSL", frozenset({"false"})),
    examples=(
        Example(bad="FROM node:24\nENV «NPM_CONFIG_STRICT_SSL=false»\nRUN npm ci\n", good="FROM node:24\nRUN npm ci\n"),
        Example(
            bad="FROM node:24\nRUN A=1 «npm_config_strict_ssl=false» npm ci\n",
            good="FROM node:24\nRUN A=1 npm ci\n",
        ),
    ),
    silent=("FROM node:24\nENV NPM_CONFIG_STRICT_SSL=true NPM_CONFIG_CAFILE=/etc/ssl/corp.pem\n",),
)

RULES = (PIP, PYTHON, NODE, NPM)
