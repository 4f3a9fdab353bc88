"""The profile ``hadolint`` beside hadolint's own binary: the same rules and severities."""

from dockerls.analysis.profiles import HADOLINT_SEVERITIES, hadolint_code
from dockerls.analysis.selection import severities
from dockerls.analysis.settings import Settings
from dockerls.rules.catalogue import ALL
from dockerls.rules.correctness import shellcheck
from tests.check import INDEX, marked
from tests.hadolint import CANNOT_PARSE, hadolint_says

# What makes hadolint report each code of the table, below a FROM where none is written.
REPORTED = {
    "DL3000": "WORKDIR app",
    "DL3001": "RUN top",
    "DL3002": "USER root",
    "DL3003": "RUN cd /app && make",
    "DL3004": "RUN sudo make",
    "DL3006": "FROM debian",
    "DL3007": "FROM debian:latest",
    "DL3008": "RUN apt-get install -y --no-install-recommends curl",
    "DL3009": "RUN apt-get update && apt-get install -y --no-install-recommends curl=8",
    "DL3010": "COPY a.tar.gz /b/\nRUN tar -xf /b/a.tar.gz",
    "DL3011": "EXPOSE 80000",
    "DL3012": "HEALTHCHECK CMD a\nHEALTHCHECK CMD b",
    "DL3013": "RUN pip install --no-cache-dir flask",
    "DL3014": "RUN apt-get install --no-install-recommends curl=8",
    "DL3015": "RUN apt-get install -y curl=8",
    "DL3016": "RUN npm install express",
    "DL3018": "RUN apk add --no-cache curl",
    "DL3019": "RUN apk add curl=8",
    "DL3020": "ADD a /b",
    "DL3021": "COPY a b /c",
    "DL3022": "COPY --from=other /a /b",
    "DL3023": "FROM debian:12 AS own\nCOPY --from=own /a /b",
    "DL3024": "FROM debian:12 AS twice\nFROM debian:12 AS twice",
    "DL3025": "CMD a b",
    "DL3026": "FROM untrusted.example.com/a:1",
    "DL3027": "RUN apt install -y curl",
    "DL3028": "RUN gem install rails",
    "DL3029": "FROM --platform=linux/amd64 debian:12",
    "DL3030": "RUN yum install curl-8",
    "DL3032": "RUN yum install -y curl-8",
    "DL3033": "RUN yum install -y curl && yum clean all",
    "DL3034": "RUN zypper install curl=8",
    "DL3035": "RUN zypper -n dup",
    "DL3036": "RUN zypper -n install curl=8",
    "DL3037": "RUN zypper -n install curl && zypper clean",
    "DL3038": "RUN dnf install curl-8",
    "DL3040": "RUN dnf install -y curl-8",
    "DL3041": "RUN dnf install -y curl && dnf clean all",
    "DL3042": "RUN pip install flask==3",
    "DL3043": "ONBUILD FROM debian:12",
    "DL3044": 'ENV A="1" B="$A"',
    "DL3045": "COPY a b",
    "DL3046": "RUN useradd -u 123456 app",
    "DL3047": "RUN wget https://example.com/a",
    "DL3048": "LABEL Key='value'",
    "DL3049": "LABEL other='value'",
    "DL3050": "LABEL superfluous='value'",
    "DL3051": "LABEL a-text=''",
    "DL3052": "LABEL a-url='no url'",
    "DL3053": "LABEL a-time='no time'",
    "DL3054": "LABEL a-licence='no licence'",
    "DL3055": "LABEL a-hash='no hash'",
    "DL3056": "LABEL a-version='no version'",
    "DL3058": "LABEL an-email='no address'",
    "DL3059": "RUN a\nRUN b",
    "DL3060": "RUN yarn install",
    "DL3061": "RUN a\nFROM debian:12",
    "DL3062": "RUN go install example.com/a@latest",
    "DL3063": "FROM debian:12 AS scratch",
    "DL3064": "ENV API_TOKEN=secret",
    "DL3065": "FROM --platform=$TARGETPLATFORM debian:12",
    "DL3066": "USER app",
    "DL3067": "FROM debian:12 AS build\nFROM debian:12\nCOPY --from=build / /",
    "DL4000": "MAINTAINER someone",
    "DL4001": "RUN wget -q a\nRUN curl b",
    "DL4003": "CMD a\nCMD b",
    "DL4004": "ENTRYPOINT a\nENTRYPOINT b",
    "DL4005": "RUN ln -sf /bin/bash /bin/sh",
    "DL4006": "RUN a | b",
}
# Some codes are reported only to those who say what they want.
WANTS = (
    *("--trusted-registry", "docker.io", "--strict-labels"),
    *("--require-label", "a-text:text", "--require-label", "a-url:url", "--require-label", "a-time:rfc3339"),
    *("--require-label", "a-licence:spdx", "--require-label", "a-hash:hash", "--require-label", "a-version:semver"),
    *("--require-label", "an-email:email"),
)


def whole(text: str) -> str:
    return f"{text}\n" if "FROM " in text.replace("ONBUILD FROM", "") else f"FROM debian:12\n{text}\n"


def test_severities_are_those_of_hadolint() -> None:
    answers = hadolint_says(tuple(map(whole, REPORTED.values())), *WANTS)
    said = {
        code: next((each.level for each in found if each.code == code), "nothing")
        for code, found in zip(REPORTED, answers, strict=True)
    }
    ours = {code: severity.value.replace("hint", "style") for code, severity in HADOLINT_SEVERITIES.items()}
    assert ours == said


def test_the_table_has_every_code_that_is_seen() -> None:
    texts = tuple(marked(example.bad)[0] for rule in ALL for example in rule.examples)
    seen = {each.code for found in hadolint_says(texts) for each in found}
    assert {code for code in seen if code.startswith("DL")} - set(HADOLINT_SEVERITIES) <= {CANNOT_PARSE}


def test_the_profile_has_only_rules_that_hadolint_has() -> None:
    on = severities(INDEX, Settings(profile="hadolint"))
    shared = {rule.code: hadolint_code(rule) for rule in ALL if rule.code in on and rule is not shellcheck.RULE}
    assert shared
    assert shellcheck.RULE.code in on
    assert set(shared.values()) <= set(HADOLINT_SEVERITIES)
    assert {code: on[code] for code in shared} == {
        code: HADOLINT_SEVERITIES[theirs] for code, theirs in shared.items() if theirs
    }
