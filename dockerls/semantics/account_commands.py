"""Commands that add users and groups: BusyBox's and Debian's ``adduser``, shadow's ``useradd``, read by their options.

Sources: BusyBox ``loginutils/adduser.c`` and ``addgroup.c``, Debian adduser(8), shadow useradd(8) and groupadd(8).
"""

from collections.abc import Mapping

from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.value import value

USER_COMMANDS = frozenset({"adduser", "useradd"})
GROUP_COMMANDS = frozenset({"addgroup", "groupadd"})
SHADOW_COMMANDS = frozenset({"useradd", "groupadd", "usermod", "groupmod", "userdel", "groupdel"})
FRIENDLY_COMMANDS = frozenset({"adduser", "addgroup"})

# Options by all their spellings; whether they take a value.
Options = Mapping[str, bool]

BUSYBOX_ADDUSER: Options = {
    **dict.fromkeys(("-h", "--home", "-g", "--gecos", "-s", "--shell", "-G", "--ingroup"), True),
    **dict.fromkeys(("-u", "--uid", "-k", "--skel"), True),
    **dict.fromkeys(("-S", "--system", "-D", "--disabled-password", "--empty-password"), False),
    **dict.fromkeys(("-H", "--no-create-home"), False),
}
BUSYBOX_ADDGROUP: Options = {"-g": True, "--gid": True, "-S": False, "--system": False}
DEBIAN_ADDUSER: Options = {
    **dict.fromkeys(("--home", "--shell", "--uid", "--gid", "--ingroup", "--gecos", "--comment", "--conf"), True),
    **dict.fromkeys(("--firstuid", "--lastuid", "--firstgid", "--lastgid"), True),
    **dict.fromkeys(("--system", "--group", "--no-create-home", "--disabled-password", "--disabled-login"), False),
    **dict.fromkeys(("--quiet", "-q", "--debug", "--force-badname", "--allow-badname", "--allow-bad-names"), False),
    **dict.fromkeys(("--allow-all-names", "--add_extra_groups", "--add-extra-groups", "--encrypt-home"), False),
}
USERADD: Options = {
    **dict.fromkeys(("-u", "--uid", "-g", "--gid", "-G", "--groups", "-d", "--home", "--home-dir"), True),
    **dict.fromkeys(("-s", "--shell", "-c", "--comment", "-k", "--skel", "-p", "--password"), True),
    **dict.fromkeys(("-b", "--base-dir", "-e", "--expiredate", "-f", "--inactive", "-K", "--key"), True),
    **dict.fromkeys(("-R", "--root", "-P", "--prefix", "-Z", "--selinux-user"), True),
    **dict.fromkeys(("-r", "--system", "-m", "--create-home", "-M", "--no-create-home"), False),
    **dict.fromkeys(("-N", "--no-user-group", "-U", "--user-group", "-l", "--no-log-init"), False),
    **dict.fromkeys(("-o", "--non-unique", "-D", "--defaults"), False),
}
GROUPADD: Options = {
    **dict.fromkeys(("-g", "--gid", "-K", "--key", "-p", "--password", "-R", "--root", "-P", "--prefix"), True),
    **dict.fromkeys(("-U", "--users"), True),
    **dict.fromkeys(("-r", "--system", "-f", "--force", "-o", "--non-unique"), False),
}
USERMOD: Options = {"-a": False, "--append": False, "-G": True, "--groups": True}


@value
class Option:
    """An option: its name as written (``-G``, also out of a cluster), its value, and the words it stands in."""

    name: str
    value: str | None
    words: tuple[ShellWord, ...]


@value
class AccountCommand:
    """The options and the operands of a command; ``unknown`` are options it does not have, as far as is known here."""

    options: tuple[Option, ...]
    operands: tuple[ShellWord, ...]
    unknown: tuple[ShellWord, ...]

    def has(self, *names: str) -> bool:
        return any(option.name in names for option in self.options)

    def value(self, *names: str) -> str | None:
        return next((option.value for option in self.options if option.name in names), None)


def read_account(command: Command, known: Options) -> AccountCommand:
    """Read a command by the options it has: clusters are taken apart, ``-u1000`` and ``--uid=1000`` have values."""
    options: list[Option] = []
    operands: list[ShellWord] = []
    unknown: list[ShellWord] = []
    words = iter(command.args)
    for word in words:
        if not word.is_flag:
            if word.text != "--":
                operands.append(word)
            continue
        name, equals, value = word.text.partition("=")
        if word.text.startswith("--"):
            if name not in known:
                unknown.append(word)
            elif known[name] and not equals:
                following = next(words, None)
                options.append(Option(name, following.text if following else None, _pair(word, following)))
            else:
                options.append(Option(name, value if equals else None, (word,)))
            continue
        for index, letter in enumerate(word.text[1:], start=1):
            short = f"-{letter}"
            if short not in known:
                unknown.append(word)
                break
            if not known[short]:
                options.append(Option(short, None, (word,)))
                continue
            rest = word.text[index + 1 :]
            following = None if rest else next(words, None)
            options.append(Option(short, rest or (following.text if following else None), _pair(word, following)))
            break
    return AccountCommand(tuple(options), tuple(operands), tuple(unknown))


def created_user(command: Command) -> ShellWord | None:
    """The word that names the user a command creates; None if it creates none, or one whose name is not plain."""
    if command.name not in USER_COMMANDS or not command.args:
        return None
    known = USERADD if command.name == "useradd" else {**USERADD, **DEBIAN_ADDUSER, **_BUSYBOX_ONLY}
    read = read_account(command, known)
    # Two operands put an existing user into a group.
    if len(read.operands) != 1 or read.unknown or (command.name == "useradd" and read.has("-D", "--defaults")):
        return None
    return read.operands[0]


def created_group(command: Command) -> ShellWord | None:
    """The same for the group that ``groupadd`` or ``addgroup`` creates."""
    if command.name not in GROUP_COMMANDS or not command.args:
        return None
    read = read_account(command, GROUPADD if command.name == "groupadd" else {**GROUPADD, **BUSYBOX_ADDGROUP})
    return read.operands[0] if len(read.operands) == 1 and not read.unknown else None


# What a letter means differs between the tools, but hardly whether it takes a value.
_BUSYBOX_ONLY: Options = {
    **dict.fromkeys(("-h", "-g", "-s", "-G", "-u", "-k", "--skel"), True),
    **dict.fromkeys(("-S", "-D", "-H", "--empty-password"), False),
}


def _pair(word: ShellWord, following: ShellWord | None) -> tuple[ShellWord, ...]:
    return (word,) if following is None else (word, following)
