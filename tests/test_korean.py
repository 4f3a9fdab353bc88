"""Korean particles agree with what a sentence is filled with."""

import pytest

from dockerls.language import Language, Sentence


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("서울", "`서울`을 `서울`로"),
        ("이미지", "`이미지`를 `이미지`로"),
        ("패키지 관리자 셋", "`패키지 관리자 셋`을 `패키지 관리자 셋`으로"),
        ("npm", "`npm`을 `npm`으로"),
        ("package.json", "`package.json`을 `package.json`으로"),
        ("requirements.txt", "`requirements.txt`를 `requirements.txt`로"),
        ("curl", "`curl`을 `curl`로"),
        ("wget", "`wget`을 `wget`으로"),
        ("root", "`root`를 `root`로"),
        ("POETRY_HOME", "`POETRY_HOME`을 `POETRY_HOME`으로"),
        ("node", "`node`를 `node`로"),
        ("Dockerfile", "`Dockerfile`을 `Dockerfile`로"),
        ("COPY --chown=app", "`COPY --chown=app`을 `COPY --chown=app`으로"),
        ("./src/", "`./src/`를 `./src/`로"),
        ("--ping", "`--ping`을 `--ping`으로"),
        ("755", "`755`를 `755`로"),
        ("1000", "`1000`을 `1000`으로"),
        ("node:21", "`node:21`을 `node:21`로"),
        ("\\", "`\\`를 `\\`로"),
    ],
)
def test_particles_follow_the_sound(word: str, said: str) -> None:
    sentence = Sentence(en="", ko="`{word}`을(를) `{word}`(으)로").filled(word=word)
    assert sentence.said_in(Language.KO) == said


def test_every_particle() -> None:
    all_of_them = "{a}이(가) {a}은(는) {a}와(과) {b}이(가) {b}은(는) {b}와(과)"
    sentence = Sentence(en="", ko=all_of_them).filled(a="FROM", b="COPY")
    assert sentence.said_in(Language.KO) == "FROM이 FROM은 FROM과 COPY가 COPY는 COPY와"


def test_within_another_sentence() -> None:
    inner = Sentence(en="", ko="{path}을(를) 복사").filled(path="a.json")
    assert Sentence(en="", ko="{what}합니다").filled(what=inner).said_in(Language.KO) == "a.json을 복사합니다"


def test_words_that_need_none_stay() -> None:
    assert Sentence(en="", ko="`SHELL`은 (선택) 그대로 둡니다").said_in(Language.KO) == "`SHELL`은 (선택) 그대로 둡니다"
