"""Removing in one layer what an earlier layer holds, which hides it and frees nothing."""

import posixpath
from collections.abc import Iterator

from dockerls.language import Sentence
from dockerls.rewrite.combine import Combine
from dockerls.rewrite.place import Place
from dockerls.rules.rule import Category, Example, Finding, Fix, Noted, Related, Rule, Safety, Severity, StageCheck
from dockerls.rules.size.download_extract_split_layers import group_numbers
from dockerls.semantics.file_commands import Act
from dockerls.semantics.layer_files import layer_files
from dockerls.semantics.path_index import PathIndex
from dockerls.semantics.paths import CREATES, FileUse

JOIN = Sentence(
    en="Join the RUNs, so that `{path}` is never in a layer",
    ko="RUN을 하나로 합쳐 `{path}`이(가) 레이어에 남지 않게 하기",
)
CREATED = Sentence(en="It gets into a layer here", ko="여기에서 레이어에 들어갑니다")

# Names of files that hold keys or passwords.
SECRET_NAMES = frozenset(
    {"id_rsa", "id_dsa", "id_ecdsa", "id_ed25519", ".npmrc", ".netrc", ".pypirc", ".git-credentials"}
)
SECRET_ENDINGS = (".pem", ".key", ".p12", ".pfx", ".jks", ".keystore")

# Files of a few hundred bytes: worth a hint, not a warning.
SMALL_ENDINGS = (
    ".sh",
    ".txt",
    ".conf",
    ".cfg",
    ".ini",
    ".json",
    ".yaml",
    ".yml",
    ".toml",
    ".py",
    ".sql",
    ".list",
    ".xml",
)


def check(noted: tuple[Noted, ...]) -> Iterator[Finding]:
    alive = _Alive()
    groups = group_numbers(noted)
    unpacked_apart: set[FileUse] = set()
    for at in noted:
        for use in at.fact.uses:
            if use.act in CREATES:
                alive.add(at, use)
            elif use.act is Act.UNPACKS:
                origin, made = alive.origin(use.path) or (at, use)
                unpacked_apart |= {made} if origin is not at else set()
            elif use.act is Act.REMOVES:
                removed = alive.removed_by(use, at.fact.only_removes)
                earlier = next(((origin, made) for origin, made in removed if origin is not at), None)
                if earlier is not None:
                    are_joinable = at.piece in groups and groups.get(earlier[0].piece) == groups[at.piece]
                    is_told = earlier[1].act is Act.DOWNLOADS and earlier[1] in unpacked_apart and are_joinable
                    if not is_told:  # else download-extract-split-layers tells
                        yield _finding(at, use, *earlier, are_joinable=are_joinable)
                for _, made in removed:
                    if not use.is_below(made):
                        alive.discard(made.path)
            elif use.act is Act.MOVES:
                alive.discard(use.path)


class _Alive:
    """The files there are, by path, each with the fact and use that first brought it into a layer."""

    def __init__(self) -> None:
        self._origins: dict[str, tuple[int, Noted, FileUse]] = {}
        self._paths = PathIndex()
        self._count = 0

    def add(self, at: Noted, use: FileUse) -> None:
        if use.path not in self._origins:
            self._count += 1
            self._origins[use.path] = (self._count, at, use)
            self._paths.add(use.path)

    def discard(self, path: str) -> None:
        self._origins.pop(path, None)
        self._paths.discard(path)

    def origin(self, path: str) -> tuple[Noted, FileUse] | None:
        return self._origins[path][1:] if path in self._origins else None

    def removed_by(self, use: FileUse, only_removes: bool) -> list[tuple[Noted, FileUse]]:
        """What a removal takes away, oldest first.

        What lies in a copied folder may have been made since, by the same RUN too.
        """
        paths = {*self._paths.same(use.path), *self._paths.below(use.path)}
        if only_removes:
            paths.update(path for path in self._paths.above(use.path) if self._origins[path][2].is_tree)
        found = sorted((self._origins[path] for path in paths), key=lambda origin: origin[0])
        return [(at, made) for _, at, made in found]


def _finding(at: Noted, use: FileUse, origin: Noted, made: FileUse, *, are_joinable: bool) -> Finding:
    recipe = Combine(origin.piece, at.piece, at.fact.errexit)
    fixes = (Fix(JOIN.filled(path=use.written), Safety.SUGGEST, recipe),) if are_joinable else ()
    is_secret = made.act is Act.COPIES and _is_secret(made.path)
    return Finding(
        Place(at.piece, use.span),
        (SECRET if is_secret else MESSAGE).filled(path=use.written),
        fixes,
        (Related(Place(origin.piece, made.span), CREATED),),
        severity=Severity.ERROR if is_secret else _severity(made),
    )


def _is_secret(path: str) -> bool:
    name = posixpath.basename(path).lower()
    return name in SECRET_NAMES or (name.endswith(SECRET_ENDINGS) and not name.endswith((".pub", "cert.pem", "ca.pem")))


def _severity(made: FileUse) -> Severity | None:
    return Severity.HINT if made.act is Act.COPIES and made.path.lower().endswith(SMALL_ENDINGS) else None


MESSAGE = Sentence(
    en="Removing `{path}` here frees nothing: the layer that brought it keeps it",
    ko="여기에서 `{path}`을(를) 지워도 용량이 줄지 않습니다. 파일을 만든 레이어에 그대로 남습니다",
)
SECRET = Sentence(
    en="`{path}` can still be read from the layer that copied it",
    ko="`{path}`은(는) 지운 뒤에도 복사한 레이어에서 읽을 수 있습니다",
)

RULE = Rule(
    code="DLS1013",
    name="rm-in-later-layer",
    category=Category.SIZE,
    severity=Severity.WARNING,
    message=Sentence(
        en="Removing a file in a later layer frees nothing",
        ko="이후 레이어에서 파일을 지워도 용량이 줄지 않습니다",
    ),
    rationale=Sentence(
        en=(
            "An image is a stack of layers, and a layer is never changed. Deleting a file that an earlier instruction "
            "brought only hides it: everyone still downloads it, and anyone can read it.\n\n"
            "- Delete what a RUN makes in the same RUN.\n"
            "- Files that are needed during the build only: mount them "
            "(`RUN --mount=type=bind,source=setup.sh,target=/tmp/setup.sh sh /tmp/setup.sh`), or make them in an "
            "earlier stage and copy the result.\n"
            "- Files you do not want at all: list them in `.dockerignore`.\n"
            "- Keys and passwords: `RUN --mount=type=secret`.\n\n"
            "Ignore this where the file is tiny or must only be out of sight."
        ),
        ko=(
            "이미지는 레이어를 쌓은 것이고, 레이어는 한번 만들어지면 바뀌지 않습니다. 앞의 명령으로 들어온 파일을 "
            "지우면 보이지 않게 될 뿐, 여전히 모두가 내려받고 누구나 읽을 수 있습니다.\n\n"
            "- RUN에서 만든 파일은 같은 RUN에서 지우세요.\n"
            "- 빌드할 때만 필요한 파일은 마운트하거나"
            "(`RUN --mount=type=bind,source=setup.sh,target=/tmp/setup.sh sh /tmp/setup.sh`), 앞 스테이지에서 만들고 "
            "결과만 복사하세요.\n"
            "- 아예 필요 없는 파일은 `.dockerignore`에 적으세요.\n"
            "- 키와 비밀번호는 `RUN --mount=type=secret`으로 전달하세요.\n\n"
            "아주 작은 파일이거나 보이지 않게만 하면 된다면 무시해도 됩니다."
        ),
    ),
    check=StageCheck(layer_files, check),
    examples=(
        Example(
            bad=(
                "FROM debian:12\n"
                "RUN git clone https://example.com/app.git /src\n"
                "RUN make -C /src install\n"
                "RUN rm -rf «/src»\n"
            ),
            good=(
                "FROM debian:12\n"
                "RUN git clone https://example.com/app.git /src \\\n"
                "    && make -C /src install \\\n"
                "    && rm -rf /src\n"
            ),
        ),
        Example(
            bad="FROM debian:12\nCOPY big.bin /opt/\nRUN /opt/tool /opt/big.bin && rm «/opt/big.bin»\n",
        ),
        Example(bad="FROM debian:12\nCOPY id_rsa /root/.ssh/\nRUN git fetch && rm -f «/root/.ssh/id_rsa»\n"),
        Example(bad="FROM node:22\nWORKDIR /app\nCOPY . .\nRUN npm ci\nRUN rm -rf «tests»\n"),
        Example(
            bad=(
                "FROM debian:12\nRUN cd /opt && wget https://example.com/setup.run\r\n"
                "RUN sh /opt/setup.run\r\nRUN rm «/opt/setup.run»\r\n"
            ),
            good=(
                "FROM debian:12\nRUN (cd /opt && wget https://example.com/setup.run) \\\r\n"
                "    && sh /opt/setup.run \\\r\n    && rm /opt/setup.run\r\n"
            ),
        ),
    ),
    silent=(
        "FROM debian:12\nRUN git clone https://example.com/a.git /src && make -C /src && rm -rf /src\n",
        "FROM node:22\nWORKDIR /app\nCOPY . .\nRUN rm -rf dist && npm run build\n",
        "FROM debian:12 AS build\nCOPY a.bin /a.bin\nRUN rm /a.bin\nFROM scratch\nCOPY --from=build /x /x\n",
        "FROM nginx:1.27\nRUN rm /etc/nginx/conf.d/default.conf\nCOPY site.conf /etc/nginx/conf.d/default.conf\n",
        "FROM debian:12\nRUN wget -O /tmp/a http://x && mv /tmp/a /opt/a\nRUN rm -f /tmp/a\n",
        "FROM debian:12\nRUN wget -O /tmp/b http://x && rm /tmp/b\nRUN rm -rf /tmp/*\n",
    ),
)
