"""The language a person reads, from what they set and what their system says."""

from collections.abc import Mapping

from dockerls.language import Language
from dockerls.text.pattern import pattern

# POSIX.1-2017, "Environment Variables" 8.2: the first that is set and not empty decides about messages.
_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")
_SUBTAG_END = pattern(r"[-_.@]")


def language_from(setting: str, client_locale: str | None, environ: Mapping[str, str]) -> Language:
    """The language for the setting ``en``, ``ko`` or ``auto``.

    ``auto`` asks the editor's locale (``ko-KR``), then the environment (``ko_KR.UTF-8``); whatever is not Korean,
    ``C`` and ``POSIX`` among it, is English.
    """
    if setting != "auto":
        return Language(setting)
    locales = (client_locale, *(environ.get(variable) for variable in _VARIABLES))
    return _language_of(next((locale for locale in locales if locale), ""))


def _language_of(locale: str) -> Language:
    # Windows calls the locale "Korean_Korea"; "kok" is Konkani.
    return Language.KO if _SUBTAG_END.split(locale.lower())[0] in ("ko", "kor", "korean") else Language.EN
