"""The good form of installing packages, for each package manager: what to run, and with what mounted.

Made after the lessons in ``prose/``. The holes are written as editors write them (``${1:package}``).
"""

from dockerls.value import value


@value
class PackageSnippet:
    """Commands that belong together in one RUN, as the image shall be left.

    ``cached`` are those to run with ``mounts``, which keep what is fetched out of the image. ``subcommand`` is what
    follows the program's name where only that is typed. ``images`` are the official images a manager of a language is
    part of; none: it is one of the system.
    """

    label: str
    commands: tuple[str, ...]
    cached: tuple[str, ...] = ()
    mounts: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @property
    def program(self) -> str:
        return self.label.partition(" ")[0]


_LOCKED = ",sharing=locked"
_APT_INSTALL = "apt-get install -y --no-install-recommends ${1:package}"
_DNF_INSTALL = "dnf install -y --setopt=install_weak_deps=False"

SYSTEM_SNIPPETS = (
    PackageSnippet(
        "apt-get install",
        ("apt-get update", _APT_INSTALL, "rm -rf /var/lib/apt/lists/*"),
        ("rm -f /etc/apt/apt.conf.d/docker-clean", "apt-get update", _APT_INSTALL),
        (f"type=cache,target=/var/cache/apt{_LOCKED}", f"type=cache,target=/var/lib/apt{_LOCKED}"),
        ("--no-install-recommends", "-y"),
    ),
    PackageSnippet(
        "apk add",
        ("apk add --no-cache ${1:package}",),
        ("apk add --update-cache ${1:package}",),
        (f"type=cache,target=/etc/apk/cache{_LOCKED}",),
        ("--no-cache", "--virtual"),
    ),
    PackageSnippet(
        "dnf install",
        (f"{_DNF_INSTALL} ${{1:package}}", "dnf clean all"),
        (f"{_DNF_INSTALL} --setopt=keepcache=True ${{1:package}}",),
        (f"type=cache,target=/var/cache/dnf{_LOCKED}", f"type=cache,target=/var/cache/libdnf5{_LOCKED}"),
        ("-y", "--setopt=install_weak_deps=False", "--nodocs"),
    ),
    PackageSnippet(
        "microdnf install",
        ("microdnf install -y --nodocs --setopt=install_weak_deps=0 ${1:package}", "microdnf clean all"),
        ("microdnf install -y --nodocs --setopt=install_weak_deps=0 --setopt=keepcache=1 ${1:package}",),
        (f"type=cache,target=/var/cache/yum{_LOCKED}", f"type=cache,target=/var/cache/dnf{_LOCKED}"),
        ("-y", "--nodocs", "--setopt=install_weak_deps=0"),
    ),
    PackageSnippet(
        "yum install",
        ("yum install -y ${1:package}", "yum clean all", "rm -rf /var/cache/yum"),
        ("yum install -y --setopt=keepcache=1 ${1:package}",),
        (f"type=cache,target=/var/cache/yum{_LOCKED}",),
        ("-y", "--setopt=tsflags=nodocs"),
    ),
    PackageSnippet(
        "zypper install",
        ("zypper --non-interactive install --no-recommends ${1:package}", "zypper clean --all"),
        ("zypper --non-interactive --pkg-cache-dir /var/cache/zypp install --no-recommends ${1:package}",),
        (f"type=cache,target=/var/cache/zypp{_LOCKED}",),
        ("--no-recommends", "--no-confirm"),
    ),
    PackageSnippet("pacman -S", ("pacman -Syu --noconfirm ${1:package}", "rm -rf /var/cache/pacman/pkg/*")),
)
LANGUAGE_SNIPPETS = (
    PackageSnippet(
        "pip install",
        ("pip install --no-cache-dir -r ${1:requirements.txt}",),
        ("pip install -r ${1:requirements.txt}",),
        ("type=cache,target=/root/.cache/pip",),
        ("--no-cache-dir", "-r", "--require-hashes"),
        images=("python", "pypy"),
    ),
    PackageSnippet(
        "npm ci",
        ("npm ci --omit=dev", "npm cache clean --force"),
        ("npm ci --omit=dev",),
        ("type=cache,target=/root/.npm",),
        ("--omit=dev", "--ignore-scripts"),
        images=("node",),
    ),
    PackageSnippet(
        "yarn install",
        ("yarn install --frozen-lockfile --production", "yarn cache clean"),
        ("yarn install --frozen-lockfile --production",),
        ("type=cache,target=/usr/local/share/.cache/yarn",),
        ("--frozen-lockfile", "--production"),
        images=("node",),
    ),
    PackageSnippet(
        "go build",
        ("go mod download", "CGO_ENABLED=0 go build -o ${1:/out/app} ${2:.}"),
        ("CGO_ENABLED=0 go build -o ${1:/out/app} ${2:.}",),
        ("type=cache,target=/go/pkg/mod", "type=cache,target=/root/.cache/go-build"),
        ("-o", "-trimpath", "-ldflags"),
        images=("golang",),
    ),
    PackageSnippet(
        "cargo build",
        ("cargo build --release --locked",),
        ("cargo build --release --locked",),
        ("type=cache,target=/usr/local/cargo/registry", "type=cache,target=/usr/local/cargo/git"),
        ("--release", "--locked"),
        images=("rust",),
    ),
    PackageSnippet(
        "bundle install",
        ("bundle install --jobs 4",),
        flags=("--jobs", "--retry"),
        images=("ruby", "jruby"),
    ),
    PackageSnippet(
        "composer install",
        ("composer install --no-dev --no-interaction --prefer-dist --optimize-autoloader",),
        flags=("--no-dev", "--no-interaction", "--prefer-dist", "--optimize-autoloader"),
        images=("composer", "php"),
    ),
    PackageSnippet(
        "mvn package",
        ("mvn --batch-mode package",),
        ("mvn --batch-mode package",),
        ("type=cache,target=/root/.m2",),
        ("--batch-mode", "-DskipTests"),
        images=("maven",),
    ),
    PackageSnippet(
        "gradle build",
        ("gradle build --no-daemon",),
        ("gradle build --no-daemon",),
        ("type=cache,target=/root/.gradle",),
        ("--no-daemon",),
        images=("gradle",),
    ),
)
