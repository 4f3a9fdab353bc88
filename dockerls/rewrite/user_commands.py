"""Saying a command that adds a user or group in the other dialect: BusyBox's ``adduser`` and shadow's ``useradd``.

Option for option, word for word in place, so that line breaks and comments stay. An option without a counterpart means
no translation. Sources: BusyBox ``loginutils/adduser.c`` and ``addgroup.c``, useradd(8), groupadd(8).
"""

from collections.abc import Iterable, Mapping

from dockerls.rewrite.remove_word import without_word
from dockerls.semantics.account_commands import (
    BUSYBOX_ADDGROUP,
    BUSYBOX_ADDUSER,
    DEBIAN_ADDUSER,
    GROUPADD,
    USERADD,
    USERMOD,
    AccountCommand,
    Option,
    Options,
    read_account,
)
from dockerls.syntax.instruction import Instruction
from dockerls.syntax.shell.script import Command, ShellWord
from dockerls.text.edit import Edit, deletion, insertion
from dockerls.text.span import Span
from dockerls.value import value

# What each option becomes; None for one that is left out since it says what the other tool does anyway.
_TO_USERADD: Mapping[str, str | None] = {
    **dict.fromkeys(("-h", "--home"), "-d"),
    **dict.fromkeys(("-g", "--gecos"), "-c"),
    **dict.fromkeys(("-s", "--shell"), "-s"),
    **dict.fromkeys(("-G", "--ingroup"), "-g"),
    **dict.fromkeys(("-S", "--system"), "-r"),
    **dict.fromkeys(("-u", "--uid"), "-u"),
    **dict.fromkeys(("-k", "--skel"), "-k"),
    **dict.fromkeys(("-H", "--no-create-home"), "-M"),
    **dict.fromkeys(("-D", "--disabled-password", "--disabled-login", "--quiet", "-q"), None),
    # Debian's own; useradd makes a group of the user's name unless one is given.
    **dict.fromkeys(("--comment",), "-c"),
    **dict.fromkeys(("--gid",), "-g"),
    **dict.fromkeys(("--group",), None),
}
_TO_GROUPADD: Mapping[str, str | None] = {
    **dict.fromkeys(("-g", "--gid"), "-g"),
    **dict.fromkeys(("-S", "--system"), "-r"),
    **dict.fromkeys(("--quiet", "-q"), None),
}
_TO_ADDUSER: Mapping[str, str | None] = {
    **dict.fromkeys(("-d", "--home", "--home-dir"), "-h"),
    **dict.fromkeys(("-c", "--comment"), "-g"),
    **dict.fromkeys(("-s", "--shell"), "-s"),
    **dict.fromkeys(("-g", "--gid"), "-G"),
    **dict.fromkeys(("-r", "--system"), "-S"),
    **dict.fromkeys(("-u", "--uid"), "-u"),
    **dict.fromkeys(("-k", "--skel"), "-k"),
    **dict.fromkeys(("-M", "--no-create-home"), "-H"),
    **dict.fromkeys(("-m", "--create-home", "-l", "--no-log-init"), None),
    **dict.fromkeys(("-N", "--no-user-group", "-U", "--user-group"), None),
}
_TO_ADDGROUP: Mapping[str, str | None] = {
    **dict.fromkeys(("-g", "--gid"), "-g"),
    **dict.fromkeys(("-r", "--system"), "-S"),
}


@value
class _Translation:
    """A command in the other dialect: its name, how its options are called, and what is added to them."""

    name: str
    options: Mapping[str, str | None]
    first: str = ""  # options right behind the name
    last: str = ""  # an option before the operand, or in place of one that is left out
    prefix: str = ""  # a command that has to run before


def in_shadow(run: Instruction, command: Command) -> tuple[Edit, ...]:
    """Edits of ``adduser`` or ``addgroup`` to ``useradd``, ``groupadd`` or ``usermod``; none if impossible."""
    is_user = command.name == "adduser"
    read = _read(command, {**DEBIAN_ADDUSER, **(BUSYBOX_ADDUSER if is_user else BUSYBOX_ADDGROUP)})
    if read is None:
        return ()
    if len(read.operands) == 2 and not read.options:
        user, group = read.operands
        return (_named(command, "usermod -aG"), Edit(user.span, group.raw), Edit(group.span, user.raw))
    if len(read.operands) != 1 or read.has("--empty-password"):
        return ()
    if not is_user:
        return _written(run, command, read, _Translation("groupadd", _TO_GROUPADD))
    # adduser makes the home directory unless told not to (or, Debian's, for a system user), useradd does not.
    home = "" if read.has("-H", "--no-create-home", "--system") else "-m"
    return _written(run, command, read, _Translation("useradd", _TO_USERADD, last=home))


def in_busybox(run: Instruction, command: Command) -> tuple[Edit, ...]:
    """Edits of ``useradd``, ``groupadd`` or ``usermod -aG`` to BusyBox's commands; none if impossible."""
    known = {"useradd": USERADD, "groupadd": GROUPADD, "usermod": USERMOD}.get(command.name)
    read = _read(command, known) if known is not None else None
    if read is None or len(read.operands) != 1:
        return ()
    if command.name == "groupadd":
        return _written(run, command, read, _Translation("addgroup", _TO_ADDGROUP))
    write = _useradd_in_busybox if command.name == "useradd" else _usermod_in_busybox
    return write(run, command, read)


def _useradd_in_busybox(run: Instruction, command: Command, read: AccountCommand) -> tuple[Edit, ...]:
    group = read.value("-g", "--gid")
    if group is not None and not _is_group_name(group):
        return ()  # BusyBox takes a group by its name only
    if group is None and read.has("-N", "--no-user-group"):
        return ()
    if group is None and read.has("-r", "--system"):
        # useradd makes a group of the same name; adduser -S would put the user into nogroup.
        name = read.operands[0].raw
        return _written(run, command, read, _adduser(read, f"-G {name}", prefix=f"addgroup -S {name} && "))
    return _written(run, command, read, _adduser(read))


def _adduser(read: AccountCommand, group: str = "", prefix: str = "") -> _Translation:
    has_home = read.has("-m", "--create-home") or read.has("-M", "--no-create-home")
    # -D: no password, and so no question for one.
    first = " ".join(part for part in ("-D", "" if has_home else "-H", group) if part)
    return _Translation("adduser", _TO_ADDUSER, first=first, prefix=prefix)


def _usermod_in_busybox(run: Instruction, command: Command, read: AccountCommand) -> tuple[Edit, ...]:
    group, user = read.value("-G", "--groups"), read.operands[0]
    span = Span(command.name_span.start, user.span.end)
    has_gap = any(span.start <= gap.start < span.end for gap in run.header.gaps)
    if not read.has("-a", "--append") or group is None or "," in group or user is not command.args[-1] or has_gap:
        return ()
    return (Edit(span, f"addgroup {user.raw} {group}"),)


def _read(command: Command, known: Options) -> AccountCommand | None:
    """The command as it is read with these options; None with an unknown one, or a word the shell makes more of."""
    read = read_account(command, known)
    words = (word for option in read.options for word in option.words[:1])
    return None if read.unknown or any(not word.is_plain for word in words) else read


def _written(run: Instruction, command: Command, read: AccountCommand, translation: _Translation) -> tuple[Edit, ...]:
    """The edits word by word: the name, each option in its place, left-out options with the blanks before them."""
    if any(option.name not in translation.options for option in read.options):
        return ()
    name = f"{translation.name} {translation.first}".rstrip()
    edits = [_named(command, name)]
    if translation.prefix:
        edits.append(insertion(command.span.start, translation.prefix))
    last = translation.last
    for word in dict.fromkeys(option.words[0] for option in read.options):
        inside = [option for option in read.options if option.words[0] is word]
        renamed = _renamed(word, inside, translation.options)
        if renamed or last:
            edits.append(Edit(word.span, renamed or last))
            last = last if renamed else ""
        else:
            edits.append(deletion(without_word(run, command, word)))
    if last:
        edits.append(insertion(read.operands[0].span.start, f"{last} "))
    return tuple(edits)


def _renamed(word: ShellWord, options: Iterable[Option], names: Mapping[str, str | None]) -> str:
    """The word in the other dialect: ``-DS`` to ``-r``, ``--uid=5`` to ``-u 5``; empty if no option is left."""
    parts: list[str] = []
    for option in options:
        name = names[option.name]
        if name is not None:
            is_inside = option.value is not None and len(option.words) == 1
            parts += [name, _value_as_written(word, option)] if is_inside else [name]
    return " ".join(parts)


def _value_as_written(word: ShellWord, option: Option) -> str:
    """The value inside the word, with its quotes where they stand around it alone."""
    if option.name.startswith("--"):
        return word.raw.partition("=")[2]
    value = option.value or ""
    return word.raw[word.raw.index(value) :] if value in word.raw else value


def _named(command: Command, name: str) -> Edit:
    return Edit(command.name_span, name)


def _is_group_name(group: str) -> bool:
    return not group.isdecimal() and "$" not in group
