"""What the fixes of some rules may do to a file beyond changing the words that a finding marks, and why.

``tests/test_fixes_sound.py`` holds every fix to it; for a rule that is not here nothing of the kind is allowed.
"""

from dataclasses import dataclass
from enum import Enum

from dockerls.rules.catalogue import ALL


class Gone(Enum):
    """Which words may go, whatever they are."""

    MARKED = "those the finding marks"
    INSTRUCTION = "all of the instruction the finding marks"
    STAGE = "all from the instruction the finding marks to the next FROM"
    INTO_COMMENTS = "those that become a comment"


@dataclass(frozen=True)
class Expected:
    """What one fix of a rule may do."""

    adds: tuple[int, ...] = (0,)  # how many instructions there may be more
    gone: Gone = Gone.MARKED
    loses: str = ""  # these words may go too
    loses_comments: bool = False
    uncovers: str = ""  # rules that may find more afterwards
    keeps_finding: str = ""  # how the title of a fix starts that mends only half


PLAIN = Expected()
DELETED = Expected(adds=(-1,), gone=Gone.INSTRUCTION)
NEW_LINE = Expected(adds=(0, 1))
JOINED = Expected(  # what two RUNs did between them is now for the rules that look at one
    adds=(-3, -2, -1), loses="RUN", uncovers="archive-left-behind"
)
UNVERIFIED = Expected(  # the command or the ENV that switched a check off goes as a whole
    adds=(-1, 0), loses="ENV git npm yarn pip yum dnf config config-manager set -g --global --save"
)

EXPECTED = {
    **{rule.name: UNVERIFIED for rule in ALL if rule.name.startswith("tls-")},
    "add-remote-url": Expected(uncovers="flag-value"),  # until the checksum is filled in
    # The same account, in the options of the program that is there.
    "adduser-flavour-mismatch": Expected(
        loses="adduser addgroup useradd groupadd usermod -G -a -S -D -H -h -g -d -r -m --system --group"
    ),
    "apk-no-cache": Expected(loses="apk update --update rm -rf var cache *"),
    "apk-redundant-update": Expected(loses="apk update rm -rf var cache *"),
    # It says sudo where the RUN does. A cache mount is there to keep what `clean` would remove. A lone update may go.
    "apt-lists-not-removed": Expected(adds=(-1, 0), uncovers="sudo", loses="RUN apt-get apt update -y -qq clean"),
    "apt-not-apt-get": Expected(loses="full-upgrade"),  # to apt-get it is dist-upgrade
    "archive-left-behind": Expected(adds=(-1, 0), loses="COPY tmp"),  # ADD unpacks what COPY only brought
    "arg-scope-lost": NEW_LINE,
    "bind-mount-instead-of-copy": DELETED,
    "chmod-duplicates-layer": DELETED,
    "chown-duplicates-layer": Expected(adds=(-1, 0), gone=Gone.INSTRUCTION),  # it stays for what WORKDIR made
    "consecutive-runs": JOINED,
    "copy-remote": Expected(loses="COPY copy"),
    "copy-manifest-first": Expected(adds=(1, 2, 3), uncovers="copy-relative-no-workdir"),  # one COPY more
    "curl-pipe-shell": Expected(  # `sh -s` reads its code from the pipe
        loses="-qO- -s", keeps_finding="At least"
    ),
    "debian-frontend-env": Expected(adds=(0, 1), gone=Gone.MARKED, loses="ENV"),
    "definition-description": Expected(loses_comments=True),  # one says the name as it is written
    "download-extract-split-layers": JOINED,
    "duplicate-stage-name": Expected(loses="build BUILD"),  # those who meant this stage by its name
    "env-self-reference": Expected(adds=(1,)),
    "expose-ssh": Expected(adds=(-1, 0), loses="EXPOSE"),
    "healthcheck-syntax": Expected(keeps_finding="Move before CMD"),  # one option at a time
    **dict.fromkeys(("http-url-curl", "http-url-wget"), Expected(loses="http")),  # it can stand in an ENV
    "image-eol": Expected(loses="3.8 1.23"),  # the version can stand in an ARG
    "image-latest": Expected(loses="latest"),
    "inline-comment-swallowed": Expected(gone=Gone.INTO_COMMENTS, uncovers="apt-no-install-recommends"),
    "install-without-update": Expected(uncovers="sudo"),  # it says sudo where the RUN does
    "legacy-key-value": Expected(loses="Bc"),  # `$B"c"` is `${B}c`
    "image-tag-too-loose": Expected(  # the version can stand in an ARG; a release line is still no exact tag
        loses="3.12 3.14 22", keeps_finding="Pin to `python:3.14-slim`"
    ),
    "instruction-casing": Expected(loses="as"),  # along with FROM
    "json-args": Expected(uncovers="missing-user"),  # which cannot look into all shell code
    "last-user-root": Expected(adds=(0, 1, 2)),
    "missing-user": Expected(adds=(1, 2)),
    "multi-stage-suggested": Expected(adds=(3, 4), uncovers="image-eol"),  # an old base has old companions
    "multiple-cmd": DELETED,
    "multiple-entrypoint": DELETED,
    "multiple-healthcheck": DELETED,
    "pipe-without-pipefail": NEW_LINE,
    "pipefail-not-set": NEW_LINE,
    "remote-add-cache": Expected(adds=(0, 1), gone=Gone.INSTRUCTION),  # ADD says what curl and chmod said
    "rm-in-later-layer": JOINED,
    "secret-in-arg-env": Expected(adds=(-2, -1), gone=Gone.INSTRUCTION, loses="ENV"),  # along with ENV X=$X
    "single-command-runs": Expected(adds=tuple(range(-99, 0)), loses="RUN", uncovers="archive-left-behind"),
    "shared-base-stage": Expected(adds=(-2, -1, 0), gone=Gone.STAGE),  # one of two copies goes
    "stage-name-casing": Expected(loses="BUILD"),  # in those who mean the stage
    "stopsignal-nginx": Expected(adds=(1,)),
    "sudo": Expected(adds=(0, 2)),
    # With the first of two broken lines mended, the rest of the instruction is read at last.
    "text-after-continuation": Expected(
        adds=(-2, -1, 0), gone=Gone.INTO_COMMENTS, uncovers="apt-no-install-recommends unknown-instruction"
    ),
    "unclosed-quote": Expected(uncovers="undefined-var undefined-arg-from"),  # the variable is read at last
    "undefined-arg-from": Expected(adds=(0, 1), uncovers="invalid-default-arg-from"),  # declared, without a default
    "undefined-var": NEW_LINE,
    "unknown-instruction": Expected(uncovers="image-untagged argument-missing"),  # it is read at last
    "unused-suppression": Expected(loses_comments=True),
    "unreachable-stage": Expected(adds=(-3, -2, -1), gone=Gone.STAGE),
    "cd-in-run": Expected(adds=(0, 1, 2, 3, 4), loses=".. -"),  # `cd ..` is WORKDIR with all of the path
    "cd-instead-of-workdir": Expected(adds=(0, 1, 2), loses="src"),  # one WORKDIR there, and one back
    "healthcheck-missing": Expected(adds=(1,)),
    "ln-bin-sh": Expected(adds=(0, 1), loses="RUN ln -sf"),
    "run-cd-alone": Expected(loses="RUN", uncovers="workdir-relative"),
    "smaller-base-variant": Expected(loses="3.12"),  # the version can stand in an ARG
    "use-add-for-local-archive": Expected(adds=(-1, 0), loses="COPY tmp RUN tar -xzfC"),
    "update-alone": Expected(adds=(-1,), loses="RUN EOF", uncovers="sudo"),  # it says sudo where the install does
    "use-cache-mount": Expected(loses="--no-cache-dir"),  # the cache is in the mount
    "user-created-never-used": Expected(adds=(1,)),
    "workdir-relative": Expected(loses="."),
}
