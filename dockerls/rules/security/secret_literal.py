"""Tokens, private keys and passwords in addresses, written out in a Dockerfile."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rules.rule import Category, Example, Finding, Rule, Severity
from dockerls.semantics.shell_code import scripts_of
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction
from dockerls.text.span import Span

# What their issuers give them as a beginning, so that they can be told from other text.
_KINDS = {
    "AWS": r"\b(?:AKIA|ASIA)[A-Z0-9]{16}\b",
    "GitHub": r"\bgh[pousr]_[A-Za-z0-9]{36,}\b|\bgithub_pat_[A-Za-z0-9_]{60,}\b",
    "GitLab": r"\bglpat-[A-Za-z0-9_-]{20,}",
    "Slack": r"\bxox[abprs]-[A-Za-z0-9-]{20,}",
    "Stripe": r"\b[rs]k_live_[A-Za-z0-9]{24,}\b",
    "npm": r"\bnpm_[A-Za-z0-9]{36}\b",
    "PyPI": r"\bpypi-AgEIcHlwaS5vcmc[A-Za-z0-9_-]{50,}",
    "Google": r"\bAIza[A-Za-z0-9_-]{35}\b",
    "KEY": r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----",
    "DATABASE": (
        r"\b(?:postgres(?:ql)?|mysql|mariadb|mongodb(?:\+srv)?|rediss?|amqps?|ftps?|sftp)(?:\+\w+)?://"
        r"[^\s/:@$\"'<{*]*:(?=[^\s/:@]*\d)(?=[^\s/:@]*[A-Za-z])[^\s/:@$\"'<{*]{8,}"
        r"@(?!localhost|127\.)[\w.-]+"
    ),
    "URL": r"\bhttps?://[^\s/:@$\"'<{*]+:[^\s/:@$\"'<{*]{3,}@(?!localhost|127\.)[\w.-]+",
}
_SECRET = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in _KINDS.items()))
# Text without any of these has no secret, which is seen much faster than by the expression.
_MARKS = (
    *("AKIA", "ASIA", "ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_", "glpat-", "xox", "k_live_", "npm_"),
    *("pypi-", "AIza", "-----BEGIN", "@"),
)
_TAKE_PASSWORDS = ("curl", "wget", "sshpass", "login", "aws")
_PLACEHOLDER = re.compile(
    r"EXAMPLE|(?<![a-z])example\.(?:com|org|net)|[xX]{4}|0{8}|:(?:(?:my)?pass(?:word|wd)?\d*|changeme\d*|x-oauth-basic|token)@"
)

WRITTEN = Sentence(
    en="A password is written in this command: take it out and change it",
    ko="명령에 암호가 그대로 적혀 있습니다. 지우고 암호를 바꾸세요",
)
IN_ADDRESS = Sentence(
    en="A password is written in this address: take it out and change it",
    ko="주소에 암호가 그대로 적혀 있습니다. 지우고 암호를 바꾸세요",
)
MESSAGES = {
    "KEY": Sentence(
        en="A private key is written here: take it out and replace it everywhere",
        ko="개인 키가 그대로 적혀 있습니다. 지우고 새 키로 교체하세요",
    ),
    "DATABASE": IN_ADDRESS,
    "URL": IN_ADDRESS,
}
TOKEN = Sentence(
    en="A token of {issuer} is written here: take it out and revoke it",
    ko="{issuer} 토큰이 그대로 적혀 있습니다. 지우고 토큰을 폐기하세요",
)


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    if instruction.trigger is not None:
        return  # told of the instruction inside
    if _may_hold_secret(instruction.line):
        for found in _SECRET.finditer(instruction.line):
            yield from _finding(found, instruction.span_in_line(found.start(), found.end()))
    for heredoc in instruction.heredocs if _may_hold_secret(instruction.text) else ():
        for found in _SECRET.finditer(instruction.text, heredoc.body.start, heredoc.body.end):
            yield from _finding(found, Span(*found.span()))
    if any(program in instruction.text for program in _TAKE_PASSWORDS):
        yield from _in_commands(instruction, around)


def _in_commands(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    from dockerls.semantics.passwords import passwords_in

    for script in scripts_of(instruction, around):
        for command in script.commands:
            yield from (Finding(here(word.span), WRITTEN) for word in passwords_in(command))


def _may_hold_secret(text: str) -> bool:
    return any(mark in text for mark in _MARKS)


def _finding(found: "re.Match[str]", span: Span) -> Iterator[Finding]:
    kind = found.lastgroup or ""
    if _PLACEHOLDER.search(found.group()) is None:
        yield Finding(here(span), MESSAGES.get(kind) or TOKEN.filled(issuer=kind))


RULE = Rule(
    code="DLS3003",
    name="secret-literal",
    category=Category.SECURITY,
    severity=Severity.ERROR,
    message=Sentence(
        en="A secret is written here: take it out and replace it",
        ko="비밀 값이 그대로 적혀 있습니다. 지우고 새로 발급하세요",
    ),
    rationale=Sentence(
        en=(
            "Whoever can read the Dockerfile or the image's history has this secret, and so has everyone with a copy "
            "of the repository: deleting the line does not take it back. Revoke it first.\n\n"
            "Then mount it where it is used:\n\n"
            "```dockerfile\nRUN --mount=type=secret,id=token,env=TOKEN ./fetch\n```\n\n"
            "and build with `docker build --secret id=token,env=TOKEN .`; for Git over SSH there is "
            "`RUN --mount=type=ssh`.\n\n"
            "Ignore this for a value that is published on purpose, such as the key of a test server."
        ),
        ko=(
            "Dockerfile이나 이미지 기록을 읽을 수 있는 사람은 모두 이 비밀을 알게 됩니다. 저장소 사본을 가진 사람도 "
            "마찬가지이므로 줄을 지워도 되돌릴 수 없습니다. 먼저 폐기하세요.\n\n"
            "그런 다음 쓰는 곳에만 마운트하세요.\n\n"
            "```dockerfile\nRUN --mount=type=secret,id=token,env=TOKEN ./fetch\n```\n\n"
            "빌드는 `docker build --secret id=token,env=TOKEN .`으로 합니다. SSH로 Git에 접속한다면 "
            "`RUN --mount=type=ssh`를 쓰세요.\n\n"
            "테스트 서버의 키처럼 일부러 공개한 값이라면 무시해도 됩니다."
        ),
    ),
    check=check,
    examples=(
        # Broken off in the middle, or the page about this rule would be a finding of every scanner for secrets.
        Example(bad="FROM debian:12\nENV KEY=«AKIA\\\nQ3EGRIZ7PWN5TK2D»\n"),
        Example(bad="FROM debian:12\nRUN git clone https://«ghp_\\\n" + "a1B2" * 9 + "»@github.com/a/b\n"),
        Example(bad="FROM debian:12\nRUN pip install -i «https://me:hunter22@pypi.corp.io»/simple x\n"),
        Example(bad="FROM debian:12\nRUN echo '«-----BEGIN RSA \\\nPRIVATE KEY-----»' > k\n"),
        Example(
            bad="FROM debian:12\nRUN curl -fsSu «me:Pa55word99» https://x.io/a && curl «--user=me:Pa55word98» x.io\n"
        ),
        Example(bad="FROM debian:12\nRUN wget --user=me «--password=Pa55word99» https://x.io/a\n"),
        Example(bad="FROM debian:12\nRUN aws configure set aws_secret_access_key «wJalrXUtnFEMIbPxRfiCY»\n"),
        Example(
            bad="FROM debian:12\nRUN docker login -u me -p «Pa55word99» x.io && sshpass -p «Pa55word99» ssh x.io\n"
        ),
        Example(bad='FROM debian:12\nCMD ["app", "«postgres://app:kj34hjk324@db»/x"]\n'),
        Example(bad="FROM debian:12\nONBUILD LABEL t=«glpat-\\\n" + "x1Yz" * 5 + "»\n"),
    ),
    silent=(
        "FROM debian:12\nENV KEY=AKIAIOSFODNN7EXAMPLE\n",
        "FROM debian:12\nRUN git clone https://$USER:$TOKEN@github.com/a/b https://x:${T}@github.com/a/c\n",
        "FROM debian:12\nRUN curl https://user:password@host.io https://a:bcd@example.com https://a:bcd@localhost/\n",
        'FROM debian:12\nRUN curl -u $U:$P x.io && curl -u "me:$P" x.io && curl -u me:password x.io\n',
        "FROM debian:12\nRUN curl -fu admin:Pa55word99 http://localhost/ && curl -u 'anonymous:' x.io\n",
        "FROM debian:12\nRUN wget --password=$P x.io && wget --password=changeme x.io && docker login -p $P x.io\n",
        "FROM debian:12\nRUN aws configure set region eu-west-1 && echo $P | docker login --password-stdin x.io\n",
        "FROM debian:12\nENV A=postgres://user:password@db/x B=postgres://app:app@db/x C=redis://:x@r D=mysql://a:b1@c\n",
        "FROM debian:12\nENV A=postgres://app:$PASSWORD1@db/x B=postgres://app:kj34hjk324@localhost/x\n",
        "FROM debian:12\nRUN grep -q 'BEGIN PUBLIC KEY' k\n",
        "FROM debian:12\n# AKIA" + "Q3EGRIZ7PWN5TK2D\nRUN true\n",
        "FROM debian:12\nRUN curl https://x.y:8080/a@1.2 ghp_short\n",
    ),
    aliases=("DS-0031", "AVD-DS-0031", "secrets-in-code"),
)
