"""Which names are taken for those of credentials."""

import pytest

from dockerls.semantics.credentials import names_credential


@pytest.mark.parametrize(
    "name", ["DB_PASSWORD", "githubToken", "API_KEY", "NPM_TOKEN", "AWS_SECRET_ACCESS_KEY", "db_pwd", "apikey"]
)
def test_a_credential(name: str) -> None:
    assert names_credential(name)


@pytest.mark.parametrize(
    "name", ["PWD", "OLDPWD", "DB_PASSWORD_FILE", "GPG_KEY", "KEYBOARD", "TOKENIZER_VERSION", "COMPASS", "APP_ENV"]
)
def test_no_credential(name: str) -> None:
    assert not names_credential(name)
