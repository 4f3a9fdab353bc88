"""A password or token in ARG or ENV, where everyone who has the image can read it."""

import re
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.place import here
from dockerls.rewrite.secret_mount import SecretMount, can_set_variables
from dockerls.rules.rule import Category, Example, Finding, Fix, Rule, Safety, Severity
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.instruction import Instruction, Pair
from dockerls.text.pattern import pattern

IN_ARG = Sentence(
    en="`{name}` stays readable in the image's history or the build cache",
    ko="`{name}` 값은 이미지 기록이나 빌드 캐시에서 읽을 수 있습니다",
)
IN_ENV = Sentence(
    en="`{name}` is stored in the image, and every process in the container can read it",
    ko="`{name}` 값은 이미지에 저장되어 컨테이너의 모든 프로세스가 읽을 수 있습니다",
)
IN_BUILD_STAGE = Sentence(
    en="`{name}` stays readable in the build cache", ko="`{name}` 값은 빌드 캐시에서 읽을 수 있습니다"
)
TITLE = Sentence(
    en="Mount it as a secret: `docker build --secret id={id},env={name} …`",
    ko="비밀로 마운트: `docker build --secret id={id},env={name} …`",
)

# Words that make a name a credential's: as its last word, and (those that mean nothing else) as its first.
FIRST_WORDS = frozenset({"PASSWORD", "PASSWD", "PASSPHRASE", "SECRET", "TOKEN", "APIKEY", "CREDENTIAL", "CREDENTIALS"})
LAST_WORDS = FIRST_WORDS | {"PWORD", "PASS", "PWD", "KEY", "AUTH", "SECRETS", "TOKENS", "PASSWORDS"}

# Last words that say something about a credential, without being one.
HARMLESS_LAST_WORDS = frozenset(
    {"FILE", "VERSION", "PATH", "DIR", "NAME", "ID", "SOCK", "URL", "URI", "HOST", "PORT", "USER", "USERNAME", "EMAIL"}
    | {"TYPE", "ALGORITHM", "ALG", "ALIAS", "LENGTH", "SIZE", "EXPIRY", "EXPIRES", "EXPIRATION", "TTL", "TIMEOUT"}
    | {"ENABLED", "DISABLED", "METHOD", "MODE", "PROVIDER", "HEADER", "FORMAT", "PREFIX", "SUFFIX", "ENDPOINT", "ARN"}
    | {"ISSUER", "AUDIENCE", "REGION", "ROTATION", "POLICY", "DRIVER", "BACKEND", "STORE", "SERVER", "FIELD", "COOKIE"}
)
# Keys that are no secret: public ones, fingerprints of signing keys, keys of tables and caches.
HARMLESS_WORDS = frozenset({"PUBLIC", "PUB", "GPG", "PGP", "CACHE", "PRIMARY", "FOREIGN", "SORT", "PARTITION", "RSYNC"})
HARMLESS_VALUES = frozenset({"true", "false", "yes", "no", "on", "off", "0", "1", "none", "null"})
# What people write where a program only wants any value to start, as Rails and Phoenix do when they compile assets.
PLACEHOLDER = pattern(
    r"(?:dummy|fake|placeholder)[\w -]*|[\w -]*[-_ ](?:dummy|placeholder)|change[-_ ]?(?:me|it)|example|todo"
    r"|not[-_ ]?(?:a[-_ ])?(?:used|needed|secret|real)|unused|tests?|testing|temp|tmp|foo|secret|x+",
    re.IGNORECASE,
)
# Of keys with which downloads are signed, as gpg prints or takes it; and a variable of official images that holds one.
FINGERPRINT = pattern(r"(?:0x)?[0-9A-F]{40}", re.IGNORECASE)
FINGERPRINT_NAMES = frozenset({"SWIFT_SIGNING_KEY"})

# Images that are started for development and tests with a password everyone knows, and its variables.
DATABASES = frozenset({"mysql", "mariadb", "percona", "postgres", "mongo", "rabbitmq", "couchdb", "neo4j", "influxdb"})


def check(instruction: Instruction, around: Surroundings) -> Iterator[Finding]:
    for pair in instruction.pairs:
        name = pair.key.text
        if not names_secret(name) or not _holds_value(instruction, pair, around):
            continue
        if instruction.keyword == "ENV":
            if around.image is None or around.image.familiar_name not in DATABASES:
                message = IN_ENV if around.ships else IN_BUILD_STAGE
                yield Finding(here(pair.key.span), message.filled(name=name))
            continue
        fixes: tuple[Fix, ...] = ()
        if around.in_stage and instruction.onset == 0:
            mount = SecretMount(name, can_set_variables(around.syntax))
            fixes = (Fix(TITLE.filled(id=mount.secret_id, name=name), Safety.SUGGEST, mount),)
        yield Finding(here(pair.key.span), IN_ARG.filled(name=name), fixes=fixes)


def names_secret(name: str) -> bool:
    """Whether the first or last word of a variable's name is a credential's, and none says otherwise."""
    words = [word for word in re.split(r"[_.-]+", name.upper()) if word]
    if not words or words == ["PWD"] or name in FINGERPRINT_NAMES:
        return False
    if words[-1] in HARMLESS_LAST_WORDS or HARMLESS_WORDS & set(words):
        return False
    return words[-1] in LAST_WORDS or words[0] in FIRST_WORDS


def _holds_value(instruction: Instruction, pair: Pair, around: Surroundings) -> bool:
    """Whether it carries a value or is there to receive one: an ARG in a stage always is."""
    text = pair.value.text.strip("\"'") if pair.value else ""
    if not text:
        return instruction.keyword == "ARG" and around.in_stage
    is_harmless = text.lower() in HARMLESS_VALUES or FINGERPRINT.fullmatch(text) is not None
    if instruction.keyword == "ENV" and not around.ships and PLACEHOLDER.fullmatch(text):
        return False  # an ARG may be given another value, and an image may go public as it is
    return not is_harmless and not text.startswith(("/", "file:", "./"))


RULE = Rule(
    code="DL3064",
    name="secret-in-arg-env",
    category=Category.SECURITY,
    severity=Severity.WARNING,
    message=Sentence(
        en="A secret in ARG or ENV can be read by everyone who has the image",
        ko="ARG나 ENV에 넣은 비밀 값은 이미지를 가진 누구나 읽을 수 있습니다",
    ),
    rationale=Sentence(
        en=(
            "ENV is stored in the image and shown by `docker inspect`. The value of an ARG stands in `docker history` "
            "of every RUN behind it, and in the build cache and provenance. Unsetting it later removes nothing.\n\n"
            "For the build, mount the secret where it is used; it exists only while that RUN runs:\n\n"
            "```dockerfile\n"
            "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n"
            "```\n\n"
            "and build with `docker build --secret id=npm_token,env=NPM_TOKEN .` (`env=` needs Dockerfile syntax 1.10; "
            "before that read `/run/secrets/npm_token`). For run time, hand it to the container when it starts: "
            "`docker run --env-file`, or secrets of Compose or Kubernetes. A secret that has been in an image must be "
            "replaced.\n\n"
            "Ignore this for a value that is no secret in spite of its name."
        ),
        ko=(
            "ENV는 이미지에 저장되어 `docker inspect`로 볼 수 있습니다. ARG 값은 그 뒤의 모든 RUN의 "
            "`docker history`와 빌드 캐시, 출처 증명(provenance)에 남습니다. 나중에 unset 해도 지워지지 않습니다.\n\n"
            "빌드에 필요한 비밀은 쓰는 곳에만 마운트하세요. 그 RUN이 실행되는 동안에만 존재합니다.\n\n"
            "```dockerfile\n"
            "RUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n"
            "```\n\n"
            "빌드는 `docker build --secret id=npm_token,env=NPM_TOKEN .`으로 합니다(`env=`에는 Dockerfile 구문 "
            "1.10이 필요하며, 그 전에는 `/run/secrets/npm_token`을 읽으세요). 실행할 때 필요한 비밀은 "
            "`docker run --env-file`이나 Compose, Kubernetes의 시크릿으로 컨테이너를 시작할 때 넘기세요. 이미지에 "
            "들어간 적이 있는 비밀은 새로 발급해야 합니다.\n\n"
            "이름과 달리 비밀이 아닌 값이라면 무시해도 됩니다."
        ),
    ),
    keywords=frozenset({"ARG", "ENV"}),
    check=check,
    examples=(
        Example(
            bad="FROM node:24\nARG «NPM_TOKEN»\nCOPY . .\nRUN echo $NPM_TOKEN > .npmrc && npm ci && rm .npmrc\n",
            good=(
                "FROM node:24\nCOPY . .\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN "
                'echo "$NPM_TOKEN" > .npmrc && npm ci && rm .npmrc\n'
            ),
        ),
        Example(
            bad="# syntax=docker/dockerfile:1.4\nFROM debian:12\nARG «API_KEY»=\nRUN ./fetch ${API_KEY}\n",
            good=(
                "# syntax=docker/dockerfile:1.4\nFROM debian:12\nRUN --mount=type=secret,id=api_key "
                'API_KEY="$(cat /run/secrets/api_key)" && export API_KEY && ./fetch "${API_KEY}"\n'
            ),
        ),
        Example(bad="FROM debian:12\nENV A=1 «DB_PASSWORD»=hunter2 B=2\n"),
        Example(bad="FROM debian:12\nENV «SECRET_KEY_BASE» abc def\n"),
        Example(bad="ARG «TOKEN»=abc\nFROM debian:12\n"),
        Example(bad="FROM elixir:1.19\nENV «SECRET_KEY_BASE»=dummy\n"),
        Example(bad="FROM elixir:1.19 AS build\nENV «SECRET_KEY_BASE»=x7\nARG «TOKEN»=dummy\nFROM debian:12\n"),
        Example(
            bad="FROM debian:12\nARG «AWS_SECRET_ACCESS_KEY»\nENV «AWS_SECRET_ACCESS_KEY»=$AWS_SECRET_ACCESS_KEY\n"
        ),
        Example(bad="FROM debian:12\nONBUILD ARG «NPM_TOKEN»\n"),
    ),
    silent=(
        "FROM elixir:1.19 AS build\nENV SECRET_KEY_BASE=dummy A_TOKEN='change-me' B_KEY=xxx C_KEY=dummy_key_1\n"
        "FROM debian:12\nCOPY --from=build /a /a\n",
        "FROM debian:12\nENV DB_PASSWORD_FILE=/run/secrets/db TOKEN_PATH=/t KEY_NAME=a SECRET_ID=b SSH_AUTH_SOCK=/s\n",
        "FROM debian:12\nENV PUBLIC_KEY=abc STRIPE_PUBLIC_KEY=pk KEYSERVER=keys.openpgp.org TOKEN_VERSION=3 "
        "AUTH_DIR=a\n",
        "FROM debian:12\nENV GPG_KEY=7169605F62C751356D054A26A821E680E5FA6305\n",
        "FROM debian:12\nARG RELEASE_SIGNING_KEY=A62AE125BBBFBB96A6E042EC925CC1CCED3D1561\n",
        "FROM debian:12\nARG GHC_RELEASE_KEY=88b57fcf7db53b4db3bfa4b1588764fbe22d19c4\n",
        "FROM ubuntu:24.04\nARG SWIFT_SIGNING_KEY\nENV SWIFT_SIGNING_KEY=$SWIFT_SIGNING_KEY\n",
        'FROM debian:12\nENV PASSWORD="" SECRET=\n',
        "FROM debian:12\nARG USERNAME=dev\nENV DB_USERNAME=dev DB_USER=dev\n",
        "FROM debian:12\nENV TOKENIZER=x MONKEY=y PASSENGER=1 AUTHOR=z BASIC_AUTH=false\n",
        "FROM mysql:9\nENV MYSQL_ROOT_PASSWORD=root\n",
        "ARG TOKEN\nFROM debian:12\n",
        "FROM debian:12\nRUN --mount=type=secret,id=npm_token,env=NPM_TOKEN npm ci\n",
        "FROM debian:12\nENV PWD=/app\nLABEL password=x\n",
    ),
    aliases=("SecretsUsedInArgOrEnv", "DS-0031", "AVD-DS-0031", "secret-in-build-arg"),
)
