"""Builds the tables in ``dockerls/knowledge/tables`` from a folder of collected facts.

    python docs/build_tables.py FACTS_FOLDER

The folder holds ``official_images.json``, ``eol.json``, ``image_families.json`` and ``image_sizes.json``; where they
come from is told in ``ATTRIBUTION.md``. The SPDX licence list comes with PyPI's ``packaging``. Only what the product
uses is taken. The output is the same for the same facts, one record a line, so that a refresh can be read as a diff.
"""

import json
import re
import sys
from pathlib import Path
from typing import Any

from packaging.licenses._spdx import EXCEPTIONS, LICENSES
from packaging.licenses._spdx import VERSION as LICENCE_LIST

TABLES = Path(__file__).parent.parent / "dockerls" / "knowledge" / "tables"

Record = dict[str, Any]

# Users of the distributions' base files: Debian's base-passwd (passwd.master), Alpine's alpine-baselayout (passwd).
DEBIAN_USERS = [["www-data", 33, "www-data", 33], ["nobody", 65534, "nogroup", 65534]]
SYSTEM_USERS = {"debian": DEBIAN_USERS, "ubuntu": DEBIAN_USERS, "alpine": [["nobody", 65534, "nobody", 65534]]}

# What the facts say in notes, as patterns searched in the tag.
ADDED: dict[str, Record] = {
    "docker": {"user_rules": [["dind-rootless", "rootless"]], "users_in": "dind-rootless"},
    "flink": {"user_rules": [[r"^2\.2(?:\D|$)", "flink"], ["", None]]},
    "influxdb": {"user_rules": [[r"^1(?:\D|$)", "influxdb"]]},
    "mysql": {"tags": [["debian", "(?:^|-)(?:debian|buster|bullseye|bookworm)"], ["rhel-minimal", ""]]},
    # Up to version 11 the plain tags were built on Debian.
    "openjdk": {
        "tags": [
            ["debian", r"slim|^(?:[6-9]|1[01])(?:\D|$)|^jdk|^jre"],
            ["rhel-minimal", r"(?:^|-)oracle(?:linux\d+)?(?:-|$)"],
        ]
    },
    "php": {"workdir": "/", "workdir_rules": [["(?:^|-)(?:apache|fpm)(?:-|$)", "/var/www/html"]]},
    "ubuntu": {"users_in": r"^(?:latest|rolling|devel|2[4-9]\.|noble|oracular|plucky|questing|resolute|stonking)"},
    "varnish": {"user_rules": [["^6|stable", "root"]]},
    "wordpress": {"user_rules": [["(?:^|-)cli(?:-|$)", "www-data"]]},
}

# Images that were given up before the facts were read in their sources: general knowledge.
GIVEN_UP: dict[str, Record] = {
    "centos": {"family": "rhel", "user": "root", "workdir": "/"},
    "clefos": {"family": "rhel", "user": "root", "workdir": "/"},
    "java": {"family": "debian", "user": "root"},
    "scratch": {"family": "scratch", "user": "root", "workdir": "/", "verified": True},
}

# From the notes (deprecated.md) in docker-library/docs; CentOS and OpenJDK name no single successor there. The own
# version is kept where it exists; else it is the next one up (``next``), or ``line``. ``keep``: words of the variant.
REPLACEMENTS: dict[str, Record] = {
    "adoptopenjdk": {"image": "eclipse-temurin", "line": "25", "next": True, "keep": ["jdk", "jre", "alpine"]},
    "celery": {"image": "python"},
    "centos": {"image": "almalinux", "line": "9"},
    "clefos": {"image": "almalinux", "line": "9"},
    "consul": {"image": "hashicorp/consul"},
    "django": {"image": "python"},
    "iojs": {"image": "node"},
    "java": {"image": "eclipse-temurin", "line": "25", "next": True, "keep": ["jdk", "jre", "alpine"]},
    "jenkins": {"image": "jenkins/jenkins:lts"},
    "openjdk": {"image": "eclipse-temurin", "line": "25", "next": True, "keep": ["jdk", "jre", "alpine"]},
    "opensuse": {"image": "opensuse/leap"},
    "owncloud": {"image": "owncloud/server"},
    "piwik": {"image": "matomo"},
    "rails": {"image": "ruby"},
    "ubuntu-debootstrap": {"image": "ubuntu"},
    "vault": {"image": "hashicorp/vault"},
}

# Other registries: what the facts say in words, by the facts' own pattern.
ELSEWHERE: dict[str, Record] = {
    "gcr.io/distroless/*": {
        "user_rules": [["nonroot", "nonroot"]],
        "users": [["*", "nonroot", 65532, "nonroot", 65532, False]],
        "workdir_rules": [["nonroot", "/home/nonroot"]],
        "workdir": "/",
    },
    "mcr.microsoft.com/dotnet/{sdk,aspnet,runtime,runtime-deps}": {
        "tags": [
            ["windows", "nanoserver|windowsservercore"],
            ["distroless", "chiseled|azurelinux[0-9.]*-distroless"],
            ["alpine", "alpine"],
            ["ubuntu", "noble|jammy|focal"],
            ["azurelinux", "azurelinux"],
            ["ubuntu", r"^1\d(?:\.0)?$"],
        ],
        "user_rules": [["chiseled|distroless", "app"]],
        "users": [["*", "app", 1654, "app", 1654, False]],
        "users_in": r"^(?:latest$|[89]\.|1\d\.)",
    },
    "cgr.dev/chainguard/*": {"tags": [["wolfi", "-dev"], ["distroless", ""]]},
    "quay.io/jupyter/*": {"users": [["*", "jovyan", 1000, "users", 100, True]], "user": "jovyan"},
    "jenkins/jenkins": {"users": [["*", "jenkins", 1000, "jenkins", 1000, True]]},
    "nginxinc/nginx-unprivileged": {"users": [["*", "nginx", 101, "nginx", 101, True]]},
}

# What Microsoft called the images up to 3.1 (dotnet/dotnet-docker, "Supported tags"), and a tag that stands for the
# last release of Amazon Linux 1 (docker-library/repo-info).
FORMER_NAMES = {
    f"mcr.microsoft.com/dotnet/core/{name}": "dotnet" for name in ("aspnet", "runtime", "runtime-deps", "sdk")
}
OTHER_CYCLES = {"amazon-linux": {"1": "2018.03"}}

# General knowledge: the one Chainguard image that is a distribution to build on.
ALSO_ELSEWHERE: list[Record] = [
    {"pattern": "cgr.dev/chainguard/wolfi-base", "family": "wolfi", "user": "root", "checked": False}
]


def build(facts: Path) -> None:
    """Writes every table."""
    images, eol, families, sizes = (
        json.loads((facts / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("official_images", "eol", "image_families", "image_sizes")
    )
    _write(
        "tags", _header(images), {row["name"]: _tags(row, _read_later(row["name"], sizes)) for row in images["images"]}
    )
    _write("end_of_life", _header(eol), _end_of_life(eol))
    _write(
        "families", _header(families), {**_families(families, sizes), "distributions": _distributions(families, eol)}
    )
    _write("sizes", _header(sizes), _sizes(sizes))
    _write("licences", {"source": f"spdx/license-list-data {LICENCE_LIST}, through PyPI packaging"}, _licences())
    _write("replacements", {"source": "docker-library/docs, */deprecated.md"}, REPLACEMENTS)


def _licences() -> Record:
    """The identifiers that are current."""
    lists = {"licences": LICENSES, "exceptions": EXCEPTIONS}
    return {
        name: sorted((each["id"] for each in entries.values() if not each["deprecated"]), key=str.lower)
        for name, entries in lists.items()
    }


def _write(name: str, header: Record, records: Record) -> None:
    lines = [f"{_json(key)}:{_json(value)}" for key, value in {"header": header, **records}.items()]
    (TABLES / f"{name}.json").write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def _json(value: Any) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def _header(facts: Record) -> Record:
    return {
        key: facts["header"][key] for key in ("source", "licence", "commit", "facts_as_of") if key in facts["header"]
    }


def _read_later(name: str, sizes: Record) -> dict[str, str]:
    """Tags whose size has been read, with the day the image was built: a tag that came back to the list."""
    return {row["tag"]: row["built"] for row in sizes["images"] if row["image"] == name}


def _tags(row: Record, built: dict[str, str]) -> Record:
    retired: dict[str, list[str]] = {}
    for field in ("retired", "retired_variants", "retired_names"):
        for day, tags in row.get(field, {}).items():
            kept = [tag for tag in tags.split() if built.get(tag, "") <= day]
            if kept:
                retired.setdefault(day, []).extend(kept)
    taken: Record = {"groups": [[tags, *patch] for tags, _, *patch in row["groups"]]}
    if retired:
        taken["retired"] = {day: " ".join(retired[day]) for day in sorted(retired)}
    if "unlisted" in row:
        taken["unlisted"] = row["unlisted"]
    return taken


def _end_of_life(eol: Record) -> Record:
    variants = []
    for rule in eol["variant_rules"]:
        renamed = {"windows-server-core": {"1809": "2019"}, "windows-nano-server": {"1809": None}}.get(
            rule["product"], {}
        )
        variants.append([rule["pattern"], rule["product"], renamed])
    used = {*eol["images"].values(), *eol["other_images"].values(), *(product for _, product, _ in variants)}
    products = {
        row["product"]: [row["title"], {cycle: _ends(row["product"], ends) for cycle, ends in row["cycles"].items()}]
        for row in eol["products"]
        if row["product"] in used
    }
    for product, cycles in OTHER_CYCLES.items():
        products[product][1] |= {cycle: products[product][1][same] for cycle, same in cycles.items()}
    elsewhere = {name: product for name, product in eol["other_images"].items() if not name.endswith("*")}
    return {
        "images": {**eol["images"], **elsewhere, **FORMER_NAMES},
        "variants": variants,
        "codenames": eol["codenames"],
        "products": products,
    }


def _ends(product: str, ends: list[Any]) -> Any:
    """The end of regular support; for Debian also that of its long-term support, which is free for everybody."""
    return [ends[0], ends[2]] if product == "debian" and len(ends) > 2 else ends[0]


def _families(families: Record, sizes: Record) -> Record:
    known = {
        name: {
            field: row[field]
            for field in ("package_manager", "older", "user_tools", "sh", "bash", "shell", "adduser")
            if field in row
        }
        for name, row in families["families"].items()
    }
    for name, users in SYSTEM_USERS.items():
        known[name]["system_users"] = users
    known["rhel-micro"] = {"package_manager": None, "user_tools": None, "sh": "bash", "bash": True, "shell": "/bin/sh"}
    readings: dict[str, set[tuple[str, str]]] = {}
    for row in sizes["images"]:
        readings.setdefault(row["image"], set()).add((row.get("user", "root"), row.get("workdir", "/")))
    images = {row["image"]: _image(row, readings.get(row["image"], set())) for row in families["images"]}
    return {
        "families": known,
        "tag_rules": families["tag_rules"],
        "images": {name: {**row, **ADDED.get(name, {})} for name, row in sorted({**images, **GIVEN_UP}.items())},
        "elsewhere": _elsewhere(families["other_registries"]),
    }


def _distributions(families: Record, eol: Record) -> list[str]:
    """The products that are distributions, as they are called at endoflife.date."""
    plain = {row["image"] for row in families["images"] if row["checked"] == "official list"}
    named = {rule["product"] for rule in eol["variant_rules"]}
    return sorted(named | {product for image, product in eol["images"].items() if image in plain})


def _image(row: Record, readings: set[tuple[str, str]]) -> Record:
    """A missing user or workdir means not known; root and / only where the image itself was read."""
    taken: Record = {field: row[field] for field in ("family", "tags", "users", "user", "workdir") if field in row}
    is_plain = row["checked"] == "official list"
    if is_plain or row["checked"] == "Dockerfile" or readings:
        taken.setdefault("user", "root")
    workdirs = {workdir for _, workdir in readings} or ({"/"} if is_plain else set())
    if len(workdirs) == 1:
        taken.setdefault("workdir", workdirs.pop())
    return {**taken, "verified": True}


def _sizes(sizes: Record) -> Record:
    """Bytes to download by image and tag."""
    taken: Record = {}
    for row in sizes["images"]:
        if "compressed" in row:
            taken.setdefault(row["image"], {})[row["tag"]] = row["compressed"]
    return taken


def _elsewhere(rows: list[Record]) -> Record:
    """Images of other registries by the first part of their name: pairs of a pattern for the rest and the row."""
    places: dict[str, list[list[Any]]] = {}
    for row in [*rows, *ALSO_ELSEWHERE]:
        place, _, rest = row["pattern"].partition("/")
        if not rest or row["family"].startswith("same as"):
            continue
        for pattern, taken in _variants(row, rest):
            places.setdefault(place, []).append([pattern, taken])
    # A longer pattern says more.
    return {place: sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])) for place, pairs in sorted(places.items())}


def _variants(row: Record, rest: str) -> list[tuple[str, Record]]:
    taken: Record = {"family": row["family"].split(":")[0]}
    for field in ("user", "workdir"):
        if row.get(field):
            taken[field] = row[field]
    tags = [rule for rule in row.get("tags", ()) if isinstance(rule[1], str)]
    # The facts write [part of the tag, family].
    if tags:
        taken["tags"] = [[family.split(":")[0], part] for part, family in tags]
    if "ships" in row:
        name, uid = row["ships"]
        taken["users"] = [["*", name, uid, name, uid, False]]
    if str(row["checked"]).startswith("source"):
        taken["verified"] = True
    taken.update(ELSEWHERE.get(row["pattern"], {}))
    pattern = re.sub(r"\\\{(.*?)\\\}", lambda m: f"(?:{m[1].replace(',', '|')})", re.escape(rest)).replace(r"\*", ".*")
    if not rest.startswith("ubi") or "python" in rest:
        return [(pattern, taken)]
    named = [("ubi-minimal", "rhel-minimal"), ("ubi-micro", "rhel-micro")]
    special = [(rf"ubi\d*(?:/ubi\d*)?-{name.split('-')[1]}", {**taken, "family": family}) for name, family in named]
    return [*special, (pattern, taken)]


if __name__ == "__main__":
    build(Path(sys.argv[1]))
