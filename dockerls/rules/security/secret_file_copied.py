"""COPY and ADD of files with passwords, tokens or private keys."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from dockerls.language import Sentence
from dockerls.rewrite.place import Place, PlacedEdit
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Pending, Rule, Safety, Severity, StageCheck
from dockerls.semantics.context_sources import ContextSource, context_sources, open_sources, source_named
from dockerls.semantics.secret_questions import SecretQuestion, SecretsAnswer, secret_by_name
from dockerls.semantics.stage_values import Defined, StageValues, defined_by
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Word
from dockerls.value import value

if TYPE_CHECKING:
    from dockerls.semantics.build_context import Told

MOST_NAMED = 3

ONE = Sentence(
    en="`{path}`, which holds {what}, is copied here", ko="{what}이(가) 들어 있는 `{path}`을(를) 여기서 복사합니다"
)
NAMED = Sentence(
    en="`{path}` is copied here, and a file of that name usually holds {what}",
    ko="`{path}`을(를) 여기서 복사합니다. 이런 이름의 파일에는 보통 {what}이(가) 들어 있습니다",
)
MORE = Sentence(
    en="{count} files with passwords, tokens or private keys are copied here: {paths}",
    ko="비밀번호, 토큰, 개인 키가 들어 있는 파일 {count}개를 여기서 복사합니다: {paths}",
)
TITLE = Sentence(en="Leave {paths} out, in `{file}`", ko="`{file}`에 추가해서 {paths} 제외하기")


@value
class SecretsCopied:
    """Reads the answer. In a stage that does not ship, secrets stay in the build cache, which is less bad."""

    piece: int
    source: ContextSource
    ships: bool

    def __call__(self, told: "Told[SecretsAnswer]") -> Iterator[Finding]:
        secrets = told.answer.secrets
        if not secrets:
            yield from by_name(self.piece, self.source, self.ships) if told.answer.is_missing else ()
            return
        paths = ", ".join(f"`{secret.path}`" for secret in secrets[:MOST_NAMED])
        paths += ", …" if len(secrets) > MOST_NAMED else ""
        if len(secrets) == 1:
            message = ONE.filled(path=secrets[0].path, what=secrets[0].holds)
        else:
            message = MORE.filled(count=len(secrets), paths=paths)
        severity = None if self.ships else Severity.INFO
        fixes = self._fixes(told.answer, paths)
        yield Finding(Place(self.piece, self.source.span), message, fixes, severity=severity, is_guess=told.is_guess)

    def _fixes(self, answer: SecretsAnswer, paths: str) -> tuple[Fix, ...]:
        """Nothing for a file that is named: without it the build would stop."""
        from dockerls.semantics.dockerignore import is_plain_pattern

        named = any(secret.path == self.source.path for secret in answer.secrets)
        if answer.ignore_file is None or named or not all(is_plain_pattern(each.path) for each in answer.secrets):
            return ()
        lines = "".join(f"{secret.path}\n" for secret in answer.secrets)
        title = TITLE.filled(paths=paths, file=answer.ignore_file)
        return (Fix(title, Safety.SUGGEST, (PlacedEdit(answer.ignore_file, lines),)),)


@value
class Copied:
    """What a COPY brings of the context, and the sources that only variables tell."""

    sources: tuple[ContextSource, ...]
    words: tuple[Word, ...]
    escape: str
    ships: bool


def note(instruction: Instruction, around: Surroundings) -> Defined | Copied | None:
    if instruction.keyword in ("ARG", "ENV"):
        return defined_by(instruction, around)
    sources, words = context_sources(instruction), open_sources(instruction)
    return Copied(sources, words, around.escape, around.ships) if sources or words else None


def check(noted: tuple[Noted, ...]) -> Iterator[Pending]:
    values = StageValues()
    for at in noted:
        fact: Defined | Copied = at.fact
        if isinstance(fact, Defined):
            values.add(at.piece, fact)
            continue
        texts = ((values.expanded(word.text, fact.escape), word.span) for word in fact.words)
        filled = (source_named(text, span) for text, span in texts if text is not None)
        for source in (*fact.sources, *(source for source in filled if source is not None)):
            question = SecretQuestion(source.path, source.is_pattern)
            meanwhile = tuple(by_name(at.piece, source, fact.ships))
            yield Pending(question, SecretsCopied(at.piece, source, fact.ships), meanwhile)


def by_name(piece: int, source: ContextSource, ships: bool) -> Iterator[Finding]:
    """What a name tells of a file that nobody can look into; of many an ``.env`` it tells too much."""
    kind = None if source.is_pattern else secret_by_name(source.path)
    if kind is not None:
        severity = None if ships and not kind.is_environment else Severity.INFO
        message = NAMED.filled(path=source.path, what=kind.holds)
        yield Finding(Place(piece, source.span), message, severity=severity, is_guess=True)


ENV = "//- .env\nPORT=80\nexport DB_PASSWORD='hunter2'\n"
FILES = f"{ENV}//- app/main.py\n"
KEY = "-----BEGIN RSA PRIVATE KEY-----\n"
CERTIFICATE = "-----BEGIN CERTIFICATE-----\n"

RULE = Rule(
    code="DLS3004",
    name="secret-file-copied",
    category=Category.SECURITY,
    severity=Severity.ERROR,
    message=Sentence(en="A file with a secret is copied here", ko="비밀 정보가 들어 있는 파일을 여기서 복사합니다"),
    rationale=Sentence(
        en=(
            "Whoever can pull an image can read every file in every layer of it, also one that a later instruction "
            "removes. A private key, an `.env` file with passwords or an `.npmrc` file with a token does not belong "
            "there.\n\n"
            "For what the build itself needs use a secret mount, which leaves nothing behind; what the program needs "
            "is given to the container when it starts:\n\n"
            "```dockerfile\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n```\n\n"
            "Leave the file out of the build context in a `.dockerignore` file, so that `COPY . .` does not take it "
            "along. Where it has been in an image already, change the secret.\n\n"
            "dockerls looks into the files; one that is not there is judged by its name.\n\n"
            "Ignore this where the secret is none, as in a key made for tests."
        ),
        ko=(
            "이미지를 받을 수 있는 사람은 모든 레이어의 모든 파일을 읽을 수 있습니다. 나중에 지운 파일도 "
            "마찬가지입니다. 개인 키, 비밀번호가 적힌 `.env`, 토큰이 적힌 `.npmrc`는 이미지에 넣지 마세요.\n\n"
            "빌드에 필요한 비밀 정보는 흔적이 남지 않는 secret 마운트로, 프로그램에 필요한 것은 컨테이너를 시작할 때 "
            "전달하세요.\n\n"
            "```dockerfile\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n```\n\n"
            "`COPY . .`에 딸려 가지 않도록 `.dockerignore` 파일에서 제외하세요. 이미 이미지에 들어간 적이 있다면 비밀 "
            "정보를 바꾸세요.\n\n"
            "dockerls는 파일 내용을 확인하고, 파일이 없으면 이름으로 판단합니다.\n\n"
            "테스트용 키처럼 실제 비밀 정보가 아니라면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(note, check),
    keywords=frozenset({"ARG", "ENV", "COPY", "ADD"}),
    aliases=("DS-0031", "AVD-DS-0031"),
    examples=(
        Example(
            bad=f"FROM python:3.13\nCOPY «.» /app/\n//- .dockerignore\n*.log\n{FILES}",
            good="FROM python:3.13\nCOPY . /app/\n//- .dockerignore\n*.log\n.env\n",
        ),
        Example(
            bad=(
                f"FROM node:24\nCOPY server.js «certs» ./\n//- server.js\n//- certs/a.key\n{KEY}"
                f"//- certs/ca.pem\n{CERTIFICATE}//- certs/server.pem\n{CERTIFICATE}{KEY}"
            ),
            good=("FROM node:24\nCOPY server.js certs ./\n//- .dockerignore\ncerts/a.key\ncerts/server.pem\n"),
        ),
        Example(
            bad="FROM node:24\nCOPY package.json «.npmrc» ./\n//- .npmrc\n//registry.npmjs.org/:_authToken=npm_a\n"
        ),
        Example(bad='FROM debian:13\nADD [«"id_*"», "/root/.ssh/"]\n//- id_ed25519\n' + KEY.replace("RSA", "OPENSSH")),
        Example(bad="FROM python:3.13\nCOPY «.env» «.env.production» «id_rsa» «.kube/config» «kubeconfig» ./\n"),
        Example(bad="FROM python:3.13\nCOPY «.aws/credentials» /root/.aws/\n//- app.py\n"),
        Example(bad="FROM python:3.13\nARG F=.env\nCOPY «${F}» /app/\n"),
    ),
    silent=(
        "FROM python:3.13\nARG F=app G\nCOPY ${F} $G $H/.env /app/\n",
        f"FROM python:3.13\nCOPY . /app/\n//- .dockerignore\n.env\n{FILES}",
        f"FROM python:3.13\nCOPY app /app/\nCOPY --from=x .env .\nONBUILD COPY .env .\n{FILES}",
        "FROM python:3.13\nCOPY . /app/\n//- .env\nPORT=80\nTOKEN=\nSECRET_KEY=changeme\nPASSWORD_FILE=/run/a\n",
        f"FROM python:3.13\nCOPY . /app/\n{ENV.replace('.env', '.env.example')}{ENV.replace('.env', 'tests/.env')}",
        f"FROM debian:13\nCOPY ca.pem /etc/ssl/\n//- ca.pem\n{CERTIFICATE}",
        "FROM node:24\nCOPY .npmrc package.json ./\n//- .npmrc\n//registry.npmjs.org/:_authToken=${NPM_TOKEN}\n",
        "FROM python:3.13\nCOPY .env.example a.pem .npmrc id_rsa.pub test.env tests/id_rsa config credentials ./\n",
        "FROM python:3.13\nCOPY .env id_rsa ./\n//- .dockerignore\n.env\nid_*\n//- a\n",
    ),
)
