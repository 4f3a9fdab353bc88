"""The two languages our users read, and sentences that exist in both."""

from enum import Enum

from dockerls.value import value


class Language(str, Enum):
    """A language a sentence can be shown in."""

    EN = "en"
    KO = "ko"


@value
class Sentence:
    """Text shown to a person. Both languages are required, so none ships half translated."""

    en: str
    ko: str

    def said_in(self, language: Language) -> str:
        """The words in a language. In Korean, particles such as ``을(를)`` agree with the word before them."""
        if language is Language.EN:
            return self.en
        from dockerls.korean import with_particles

        return with_particles(self.ko)

    def filled(self, **values: object) -> "Sentence":
        """The sentence with its ``{named}`` holes filled in; a Sentence among the values is filled in per language."""
        return Sentence(
            en=self.en.format(**{name: _worded(value, Language.EN) for name, value in values.items()}),
            ko=self.ko.format(**{name: _worded(value, Language.KO) for name, value in values.items()}),
        )


def _worded(value: object, language: Language) -> object:
    return value.said_in(language) if isinstance(value, Sentence) else value


def verbatim(text: str) -> Sentence:
    """A sentence that is the same in every language: code, a path, a name."""
    return Sentence(en=text, ko=text)
