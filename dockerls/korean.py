"""Korean particles, which follow the sound of the word before them: ``을(를)`` becomes ``을`` or ``를``."""

import re

# Behind a consonant, and behind a vowel.
_FORMS = {
    "을(를)": ("을", "를"),
    "이(가)": ("이", "가"),
    "은(는)": ("은", "는"),
    "와(과)": ("과", "와"),
    "(으)로": ("으로", "로"),
}
_PARTICLE = re.compile("|".join(map(re.escape, _FORMS)))
_AFTER_L = "(으)로"  # ㄹ counts as a vowel there: 서울로

_FIRST_SYLLABLE, _LAST_SYLLABLE = "가", "힣"
_FINALS = 28  # ways in which a syllable may end, the first of which is no consonant
_FINAL_L = 8
_DIGITS = {"0": "영", "1": "일", "2": "이", "3": "삼", "4": "사", "5": "오", "6": "육", "7": "칠", "8": "팔", "9": "구"}
_LETTERS = {"l": "엘", "m": "엠", "n": "엔"}
_SHORT = re.compile(r"(?:^|[^aeiou])[aeiou](?:pp?|tt?)$|ng$")  # 깃, 앱, 핑
_SILENT_E = re.compile(r"(?<=[aeiou][lmn])e$")  # 홈, 볼륨, 파일


def with_particles(text: str) -> str:
    """The text with each ``을(를)`` and its like made to fit what stands before it."""
    return _PARTICLE.sub(_fitting, text)


def _fitting(found: re.Match[str]) -> str:
    behind_consonant, behind_vowel = _FORMS[found[0]]
    final = _final(found.string[: found.start()])
    is_vowel = not final or (final == _FINAL_L and found[0] == _AFTER_L)
    return behind_vowel if is_vowel else behind_consonant


def _final(before: str) -> int:
    """The consonant that the last word ends in when it is read aloud in Korean; 0 for none."""
    word = re.search(r"(\w+)\W*$", before)
    if word is None:
        return 0
    spoken = _SILENT_E.sub("", word[1].lower())
    last = spoken[-1]
    syllable = _DIGITS.get(last) or _LETTERS.get(last) or last
    if _FIRST_SYLLABLE <= syllable <= _LAST_SYLLABLE:
        return (ord(syllable) - ord(_FIRST_SYLLABLE)) % _FINALS
    return 1 if _SHORT.search(spoken) else 0
