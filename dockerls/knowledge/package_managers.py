"""What the package managers of distributions have in common: their words for the same things. Facts only.

Sources: apt-get(8), apt(8), apk(8), yum(8), dnf(8), dnf5(8), microdnf's ``--help`` and ``pip --help``.
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

PIP = PackageManager(
    name="pip",
    commands=frozenset({"pip"}),
    value_flags=frozenset(
        {"--python", "--log", "--proxy", "--retries", "--timeout", "--exists-action", "--trusted-host", "--cert"}
        | {"--client-cert", "--cache-dir", "--keyring-provider", "--use-feature", "--use-deprecated"}
    ),
    installs=frozenset({"install"}),
    cache_folders=("/root/.cache/pip",),
)

PACKAGE_MANAGERS = (APT, APK, YUM, DNF, PIP)
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
    "full-upgrade": ("apt-get", "dist-upgrade"),
}
"""For a subcommand of ``apt``, the command and subcommand that do the same in scripts."""

NEED_CERTIFICATES = frozenset({"curl", "wget", "git"})
"""Debian packages that fetch over TLS but only recommend the certificates they check with (jenkinsci/docker#1375)."""
