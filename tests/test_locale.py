"""The language of a person, from their settings and their system."""

import pytest

from dockerls.analysis.locale import language_from
from dockerls.language import Language


@pytest.mark.parametrize(
    ("setting", "client", "environ", "language"),
    [
        ("ko", "en-US", {"LANG": "en_US.UTF-8"}, Language.KO),
        ("en", "ko-KR", {"LANG": "ko_KR.UTF-8"}, Language.EN),
        ("auto", "ko", {}, Language.KO),
        ("auto", "ko-KR", {"LC_ALL": "en_US.UTF-8"}, Language.KO),
        ("auto", "en", {"LC_ALL": "ko_KR.UTF-8"}, Language.EN),
        ("auto", None, {"LC_ALL": "ko_KR.UTF-8", "LANG": "en_US.UTF-8"}, Language.KO),
        ("auto", None, {"LC_ALL": "", "LC_MESSAGES": "ko_KR", "LANG": "C"}, Language.KO),
        ("auto", "", {"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}, Language.EN),
        ("auto", None, {"LC_MESSAGES": "POSIX", "LANG": "ko_KR.UTF-8"}, Language.EN),
        ("auto", None, {"LANG": "ko@x"}, Language.KO),
        ("auto", None, {"LANG": "Korean_Korea.949"}, Language.KO),
        ("auto", None, {"LANG": "kok_IN"}, Language.EN),
        ("auto", None, {"LANG": "de_DE"}, Language.EN),
        ("auto", None, {}, Language.EN),
    ],
)
def test_language(setting: str, client: str | None, environ: dict[str, str], language: Language) -> None:
    assert language_from(setting, client, environ) is language
