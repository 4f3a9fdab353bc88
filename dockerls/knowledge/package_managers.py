"""What the package managers of distributions have in common: their words for the same things. Facts only.

Sources: apt-get(8), apt(8), apk(8), yum(8), dnf(8), dnf5(8), zypper(8), microdnf's ``--help``, ``pip --help``,
``gem help install``, ``conda install --help``, ``composer install --help``, ``go help install`` and docs.npmjs.com.
"""

from dockerls.value import value


@value
class PackageManager:
    """One package manager. Folders are absolute; subcommands of two words are told by their first."""

    name: str
    commands: frozenset[str]
    """The names it is called by."""
    value_flags: frozenset[str] = frozenset()
    """Flags whose value is the next word."""
    updates: frozenset[str] = frozenset()
    """Subcommands that fetch the package lists."""
    installs: frozenset[str] = frozenset()
    """Subcommands that read the package lists and fetch packages."""
    list_folders: tuple[str, ...] = ()
    """Where the package lists are, if they are kept for later commands."""
    cache_folders: tuple[str, ...] = ()
    """Where what was fetched stays behind."""
    is_of_language: bool = False
    """Whether it installs libraries of a programming language, not packages of the system."""


APT = PackageManager(
    name="apt",
    commands=frozenset({"apt-get", "apt", "aptitude"}),
    value_flags=frozenset(
        {"-o", "--option", "-c", "--config-file", "-t", "--target-release", "--default-release", "-a"}
        | {"--host-architecture", "-P", "--build-profiles"}
    ),
    updates=frozenset({"update"}),
    installs=frozenset({"install", "reinstall", "upgrade", "dist-upgrade", "full-upgrade", "build-dep", "source"}),
    list_folders=("/var/lib/apt/lists",),
    cache_folders=("/var/cache/apt", "/var/lib/apt"),
)

APK = PackageManager(
    name="apk",
    commands=frozenset({"apk"}),
    value_flags=frozenset(
        {"-X", "--repository", "-p", "--root", "-t", "--virtual", "--arch", "--keys-dir", "--repositories-file"}
        | {"--cache-dir", "--cache-max-age", "--wait", "--timeout", "--progress-fd"}
    ),
    updates=frozenset({"update"}),
    installs=frozenset({"add", "upgrade", "fetch", "fix"}),
    list_folders=("/var/cache/apk", "/etc/apk/cache"),
    cache_folders=("/etc/apk/cache",),
)

_RPM_VALUE_FLAGS = frozenset(
    {"-c", "--config", "-d", "--debuglevel", "-e", "--errorlevel", "-x", "--exclude", "-R", "--randomwait"}
    | {"--setopt", "--enablerepo", "--disablerepo", "--repo", "--repoid", "--installroot", "--releasever"}
    | {"--forcearch", "--enable-repo", "--disable-repo", "--use-host-config"}
)
_RPM_INSTALLS = frozenset(
    {"install", "localinstall", "reinstall", "update", "upgrade", "downgrade", "distro-sync", "swap", "builddep"}
    | {"groupinstall", "group", "module", "in", "up"}
)

YUM = PackageManager(
    name="yum",
    commands=frozenset({"yum"}),
    value_flags=_RPM_VALUE_FLAGS,
    updates=frozenset({"update", "upgrade", "makecache"}),
    installs=_RPM_INSTALLS,
    cache_folders=("/var/cache/yum", "/var/cache/dnf"),
)

DNF = PackageManager(
    name="dnf",
    commands=frozenset({"dnf", "dnf-3", "dnf5", "microdnf"}),
    value_flags=_RPM_VALUE_FLAGS,
    updates=frozenset({"update", "upgrade", "makecache"}),
    installs=_RPM_INSTALLS,
    cache_folders=("/var/cache/dnf", "/var/cache/libdnf5", "/var/cache/yum"),
)

# It fetches what it needs to know by itself, so no command of its own counts as an update.
ZYPPER = PackageManager(
    name="zypper",
    commands=frozenset({"zypper"}),
    value_flags=frozenset(
        {"-R", "--root", "--installroot", "-D", "--reposd-dir", "-C", "--cache-dir", "-c", "--config", "--releasever"}
        | {"-r", "--repo", "--from", "-t", "--type", "-p", "--plus-repo", "--plus-content", "--solv-cache-dir"}
        | {"--raw-cache-dir", "--pkg-cache-dir", "--download", "--solver-focus"}
    ),
    installs=frozenset(
        {
            "install",
            "in",
            "source-install",
            "si",
            "patch",
            "update",
            "up",
            "dist-upgrade",
            "dup",
            "install-new-recommends",
        }
    ),
    cache_folders=("/var/cache/zypp",),
)

PIP = PackageManager(
    name="pip",
    commands=frozenset({"pip"}),
    value_flags=frozenset(
        {"--python", "--log", "--proxy", "--retries", "--timeout", "--exists-action", "--trusted-host", "--cert"}
        | {"--client-cert", "--cache-dir", "--keyring-provider", "--use-feature", "--use-deprecated"}
        | {"-r", "--requirement", "-c", "--constraint", "-e", "--editable", "-i", "--index-url", "--extra-index-url"}
        | {"-f", "--find-links", "-t", "--target", "--prefix", "--root", "--src", "--no-binary", "--only-binary"}
        | {"--platform", "--python-version", "--implementation", "--abi", "--upgrade-strategy", "--progress-bar"}
        | {"--report", "-C", "--config-settings", "--global-option"}
    ),
    installs=frozenset({"install"}),
    cache_folders=("/root/.cache/pip",),
    is_of_language=True,
)

NPM = PackageManager(
    name="npm",
    commands=frozenset({"npm"}),
    value_flags=frozenset(
        {"--registry", "--prefix", "-C", "--omit", "--include", "--only", "--loglevel", "--cache", "--tag"}
        | {"-w", "--workspace", "--userconfig", "--globalconfig", "--fetch-retries", "--fetch-timeout", "--maxsockets"}
        | {"--install-strategy", "--scope", "--proxy", "--https-proxy", "--noproxy", "--cafile", "--save-prefix"}
    ),
    installs=frozenset({"install", "i", "in", "add", "ci", "clean-install", "install-clean", "update", "up"}),
    cache_folders=("/root/.npm",),
    is_of_language=True,
)

GEM = PackageManager(
    name="gem",
    commands=frozenset({"gem"}),
    value_flags=frozenset(
        {"-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-P", "--trust-policy"}
        | {"--platform", "--build-root", "-B", "-g", "--file", "--without", "-p", "--http-proxy", "--config-file"}
        | {"--target-rbconfig"}
    ),
    installs=frozenset({"install", "i", "update"}),
    cache_folders=("/root/.gem",),
    is_of_language=True,
)

CONDA = PackageManager(
    name="conda",
    commands=frozenset({"conda", "mamba", "micromamba"}),
    value_flags=frozenset(
        {"-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file", "--solver", "--subdir", "--platform"}
        | {"-r", "--root-prefix", "--rc-file", "--repodata-fn"}
    ),
    installs=frozenset({"install", "create", "update", "upgrade", "env"}),
    cache_folders=("/opt/conda/pkgs",),
    is_of_language=True,
)

COMPOSER = PackageManager(
    name="composer",
    commands=frozenset({"composer", "composer.phar"}),
    value_flags=frozenset(
        {"-d", "--working-dir", "--ignore-platform-req", "--prefer-install", "--apcu-autoloader-prefix"}
    ),
    installs=frozenset({"install", "i", "update", "u", "upgrade", "require", "r", "create-project"}),
    cache_folders=("/root/.composer/cache", "/root/.cache/composer"),
    is_of_language=True,
)

GO = PackageManager(
    name="go",
    commands=frozenset({"go"}),
    value_flags=frozenset(
        {"-C", "-p", "-asmflags", "-buildmode", "-compiler", "-gccgoflags", "-gcflags", "-installsuffix", "-ldflags"}
        | {"-mod", "-modfile", "-overlay", "-pgo", "-pkgdir", "-tags", "-toolexec", "-exec", "-o"}
    ),
    installs=frozenset({"install", "get", "run"}),
    cache_folders=("/root/.cache/go-build", "/go/pkg/mod"),
    is_of_language=True,
)

PACKAGE_MANAGERS = (APT, APK, YUM, DNF, ZYPPER, PIP, NPM, GEM, CONDA, COMPOSER, GO)
"""Every package manager here, with no command name in two of them."""

ASKING_APT_SUBCOMMANDS = frozenset(
    {"install", "reinstall", "remove", "purge", "autoremove", "autopurge", "upgrade", "dist-upgrade", "full-upgrade"}
    | {"build-dep"}
)
"""Subcommands of ``apt-get`` that ask before they do it."""

APT_GET_FOR_APT = {
    **{name: ("apt-get", name) for name in ("update", "install", "reinstall", "upgrade", "remove", "purge")},
    **{name: ("apt-get", name) for name in ("autoremove", "autopurge", "clean", "autoclean", "build-dep", "source")},
    **{name: ("apt-get", name) for name in ("download", "changelog", "satisfy")},
    **{name: ("apt-cache", name) for name in ("search", "show", "policy", "depends", "rdepends", "showsrc")},
    **dict.fromkeys(("full-upgrade", "dist-upgrade"), ("apt-get", "dist-upgrade")),
}
"""For a subcommand of ``apt``, the command and subcommand that do the same in scripts."""

NEED_NO_RECOMMENDS = frozenset(
    {
        *(
            "bison",
            "build-essential",
            "bzip2",
            "ca-certificates",
            "curl",
            "file",
            "g++",
            "gettext-base",
            "gosu",
            "gzip",
        ),
        *("jq", "libbz2-dev", "libc6-dev", "libcurl4-openssl-dev", "libffi-dev", "libgmp-dev", "libicu-dev"),
        *("libjpeg-dev", "liblzma-dev", "libncurses-dev", "libpng-dev", "libpq-dev", "libreadline-dev"),
        *("libsqlite3-dev", "libssl-dev", "libxml2-dev", "libxslt1-dev", "libyaml-dev", "libzip-dev", "locales", "m4"),
        *("make", "ninja-build", "patch", "pkg-config", "pkgconf", "rsync", "tar", "tini", "tzdata", "unzip", "wget"),
        *("xz-utils", "zlib1g-dev", "zstd"),
    }
)
"""Debian packages that do in a build what they are installed for, also without what they recommend.

Read off ``Recommends`` in Debian 12 on 2026-11-21. Others may not: without its recommended packages gcc has no
``stdio.h``, cmake no make, and pip builds nothing.
"""

NEED_CERTIFICATES = frozenset({"curl", "wget", "git"})
"""Debian packages that fetch over TLS but only recommend the certificates they check with (jenkinsci/docker#1375)."""
