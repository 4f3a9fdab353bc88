"""What instructions do with files: read from their words, resolved to paths that can be compared."""

from datetime import date

import pytest

from dockerls.semantics.paths import file_uses, resolved
from dockerls.semantics.surroundings import Surroundings
from dockerls.syntax.parse import parse

FILES = {
    "RUN wget -O data.tgz $URL && tar -xf data.tgz a/b && rm -f data.tgz": (
        "downloads /app/data.tgz, unpacks /app/data.tgz, removes /app/data.tgz"
    ),
    "RUN cd /tmp && curl -fsSLO https://x/y-${V}.zip && unzip -q y-$V.zip -d /opt && cd .. && rm tmp/y-$V.zip": (
        "downloads /tmp/y-$V.zip, unpacks /tmp/y-$V.zip, removes /tmp/y-$V.zip"
    ),
    "RUN curl -fsSLo /tmp/a.deb https://x/ && dpkg -i /tmp/a.deb": "downloads /tmp/a.deb, unpacks /tmp/a.deb",
    "RUN curl https://x > a.sh": "downloads /app/a.sh",
    "RUN wget -P /dl https://x/a.jar": "downloads /dl/a.jar",
    "RUN wget -qO- https://x | tar xz": "",
    "RUN curl -sSL https://x | sh": "",
    "RUN wget https://x/download?id=1": "",
    "RUN git clone --depth 1 -b v1 https://x/tool.git && git clone git@x:y/z /src": "clones /app/tool, clones /src",
    "RUN tar xzf a.tgz && gunzip b.gz && mv c.tar /srv/": "unpacks /app/a.tgz, moves /app/b.gz, moves /app/c.tar",
    "RUN tar czf a.tgz /src && sha256sum a.tgz": "uses /app/a.tgz, uses /app/a.tgz",
    "RUN rm -rf /tmp/* ~/.cache": "removes /tmp/*, removes ~/.cache",
    # Names that the code makes up itself stand for something else elsewhere.
    'RUN F=x; rm $F; for i in a b; do rm "$i"; done; rm $(ls)': "",
    # Where a command runs is not known behind a cd in a subshell, or to a place that is not written.
    "RUN (cd /x && rm y) && rm z /q": "removes /q",
    "RUN cd - && rm z": "",
    # What lies in a mount is not in the layer.
    "RUN --mount=type=cache,target=/dl wget -O /dl/a.tgz https://x": "",
    "RUN <<EOF\nwget -O a.sh https://x\nrm a.sh\nEOF": "downloads /app/a.sh, removes /app/a.sh",
    "COPY . .": "copies /app",
    "COPY a.tgz b.txt /tmp/": "copies /tmp/a.tgz, copies /tmp/b.txt",
    "COPY a.tgz /opt": "copies /opt/a.tgz, copies /opt",
    'COPY ["a b.txt", "/x/"]': "copies /x/a b.txt",
    "COPY *.whl /tmp/": "copies /tmp/*.whl",
    "COPY <<EOF /etc/motd\nhi\nEOF": "copies /etc/motd",
    "ADD https://x/a.jar?v=1 /lib/": "copies /lib/a.jar",
    # ADD unpacks it, and the archive itself is not in the image.
    "ADD a.tar.gz /opt/": "",
    "ENV A=/tmp/a.tgz": "",
}


@pytest.mark.parametrize("text", FILES)
def test_files_are_told_apart(text: str) -> None:
    instruction = parse(f"{text}\n").instructions[0]
    uses = file_uses(instruction, Surroundings(date(2026, 11, 21), workdir="/app"))
    assert ", ".join(f"{use.act.value} {use.path}" for use in uses) == FILES[text]


def test_nothing_is_known_of_files_under_a_windows_shell() -> None:
    around = Surroundings(date(2026, 11, 21), shell=("powershell", "-Command"))
    assert file_uses(parse("RUN rm /a.tgz\n").instructions[0], around) == ()


@pytest.mark.parametrize(
    ("path", "folder", "expected"),
    [
        ("a/../b", "/app", "/app/b"),
        (".", "/app/", "/app"),
        ("/x//y/", "/app", "/x/y"),
        ("b", None, "./b"),
        (".", None, "./"),
        ("b", "./sub", "./sub/b"),
        ("${DIR}/b", "/app", "$DIR/b"),
    ],
)
def test_paths_are_resolved(path: str, folder: str | None, expected: str) -> None:
    assert resolved(path, folder) == expected
