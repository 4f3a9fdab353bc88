"""Files that hold secrets, by their names and by what is in them.

Sources: the documentation of each tool on where it keeps its credentials; RFC 7468 for the headers of keys.
"""

import re

from dockerls.language import Sentence
from dockerls.text.pattern import pattern
from dockerls.value import value

PRIVATE_KEY = Sentence(en="a private key", ko="개인 키")
CREDENTIALS = Sentence(en="a password or token", ko="비밀번호나 토큰")

_KEY = pattern(r"-----BEGIN [A-Z0-9 ]*PRIVATE KEY( BLOCK)?-----")


@value
class SecretFile:
    """A kind of file: a pattern for its name, the folder it is in if only that tells, and what it ``holds``.

    ``sign`` stands in the text of one that does hold a secret; None where the name says it all. ``is_environment``
    where each line is to be looked at.
    """

    name: str
    holds: Sentence
    sign: "re.Pattern[str] | None" = None
    folder: str | None = None
    is_environment: bool = False
    is_told_by_name: bool = False  # nothing else is called so


def _keys(*names: str, sign: "re.Pattern[str] | None") -> tuple[SecretFile, ...]:
    return tuple(SecretFile(name, PRIVATE_KEY, sign) for name in names)


def _credentials(name: str, sign: str, folder: str | None = None, *, is_told_by_name: bool = True) -> SecretFile:
    pattern_of_sign = re.compile(sign, re.MULTILINE | re.IGNORECASE) if sign else None
    return SecretFile(name, CREDENTIALS, pattern_of_sign, folder, is_told_by_name=is_told_by_name)


SECRET_FILES = (
    SecretFile(".env", CREDENTIALS, is_environment=True, is_told_by_name=True),
    SecretFile(".env.*", CREDENTIALS, is_environment=True, is_told_by_name=True),
    SecretFile("*.env", CREDENTIALS, is_environment=True),
    *(SecretFile(f"id_{kind}", PRIVATE_KEY, _KEY, is_told_by_name=True) for kind in ("rsa", "dsa", "ecdsa", "ed25519")),
    *_keys("*.pem", "*.key", "*.ppk", "*.asc", sign=_KEY),
    *_keys("*.p12", "*.pfx", sign=None),
    _credentials(".npmrc", r"_(authToken|password|auth)[ \t]*=[ \t]*[^\s$]", is_told_by_name=False),
    _credentials(".yarnrc.yml", r"npmAuth(Token|Ident)[ \t]*:[ \t]*[\"']?[^\s\"'$]", is_told_by_name=False),
    _credentials(".netrc", r"\bpassword\s+\S"),
    _credentials("_netrc", r"\bpassword\s+\S"),
    _credentials(".pypirc", r"^[ \t]*password[ \t]*[=:][ \t]*\S"),
    _credentials(".my.cnf", r"^[ \t]*password[ \t]*=[ \t]*\S", is_told_by_name=False),
    _credentials(".git-credentials", ""),
    _credentials(".pgpass", ""),
    _credentials("credentials", r"aws_secret_access_key[ \t]*=[ \t]*\S", ".aws"),
    _credentials("config.json", r'"auth"[ \t]*:[ \t]*"[^"]', ".docker"),
    _credentials(".dockercfg", r'"auth"[ \t]*:[ \t]*"[^"]'),
    _credentials("config", r"(client-key-data|token|password)[ \t]*:[ \t]*\S", ".kube"),
    _credentials("kubeconfig*", r"(client-key-data|token|password)[ \t]*:[ \t]*\S"),
    *(
        SecretFile(name, PRIVATE_KEY, re.compile(r'"private_key"[ \t]*:[ \t]*"-----BEGIN'))
        for name in ("*credentials*.json", "*service-account*.json", "*service_account*.json", "*serviceaccount*.json")
    ),
)

# Made to be seen: examples to copy, and what tests run with.
SHOWN_NAMES = ("example", "sample", "template", "dist", "default", "defaults", "schema", "test", "ci")
SHOWN_FOLDERS = frozenset(
    {"test", "tests", "testing", "testdata", "test-data", "fixtures", "spec", "specs", "__tests__", "example"}
    | {"examples", "sample", "samples", "docs", "doc", "e2e", "mock", "mocks", "vendor", "third_party"}
)
NO_SECRETS = pattern(
    r"(?:x+|\*+|\.+|-+|change[-_ ]?me.*|replace.*|your[-_ ].*|my[-_ ].*|todo|none|null|true|false|<.*>|\$.*|\{.*\}|"
    r"example.*|secret|password|postgres|root|admin|dev|test|insert.*|put[-_ ].*|dummy.*)",
    re.IGNORECASE,
)
"""Values that stand for a secret that is still to be filled in, or that is known to everybody."""
