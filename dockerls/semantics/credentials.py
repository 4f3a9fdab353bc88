"""Which names look as if their value were a password, a token or a key."""

from itertools import pairwise

from dockerls.text.pattern import pattern

_PARTS = pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_SECRETS = frozenset(
    {
        *("password", "passwords", "passwd", "passphrase", "pass", "pwd"),
        *("secret", "secrets", "token", "tokens", "credential", "credentials", "creds"),
        *("apikey", "accesskey", "secretkey", "privatekey", "authkey"),
    }
)
_KEYS = frozenset({"api", "access", "private", "secret", "auth", "account", "encryption", "signing", "license", "ssh"})
_PLACES = frozenset({"file", "path", "dir"})


def names_credential(name: str) -> bool:
    """Whether a variable of that name probably holds something that must not be shown.

    ``DB_PASSWORD``, ``githubToken`` and ``API_KEY`` do; ``DB_PASSWORD_FILE`` only says where it is, and ``PWD`` is the
    working directory. Rather one too many: who asks keeps a value to itself.
    """
    words = [part.lower() for part in _PARTS.findall(name)]
    if words == ["pwd"] or not _PLACES.isdisjoint(words[-1:]):
        return False
    return not _SECRETS.isdisjoint(words) or any(kind in _KEYS and key == "key" for kind, key in pairwise(words))
