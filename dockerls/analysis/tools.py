"""Other tools, and which of our rules they have too: told by what they call them.

Every alias of a rule is a name some tool has for it, and all tools but Semgrep have names of a form of their own.
"""

from collections.abc import Collection, Iterable
from enum import Enum

from dockerls.analysis.profiles import hadolint_code
from dockerls.rules.rule import Rule
from dockerls.text.pattern import pattern


class Tool(Enum):
    """A tool that has rules about Dockerfiles."""

    BUILDKIT = "BuildKit"
    DOCKERFILE_UTILS = "dockerfile-utils"
    HADOLINT = "hadolint"
    SEMGREP = "Semgrep"
    TALLY = "tally"
    TRIVY = "Trivy"


# The folder `dockerfile` of github.com/semgrep/semgrep-rules.
_SEMGREP = frozenset(
    {
        "avoid-apk-upgrade",
        "avoid-apt-get-upgrade",
        "avoid-dnf-update",
        "avoid-latest-version",
        "avoid-platform-with-from",
        "avoid-yum-update",
        "avoid-zypper-update",
        "dockerfile-dockerd-socket-mount",
        "dockerfile-source-not-pinned",
        "invalid-port",
        "last-user-is-root",
        "maintainer-is-deprecated",
        "missing-apk-no-cache",
        "missing-assume-yes-switch",
        "missing-dnf-assume-yes-switch",
        "missing-dnf-clean-all",
        "missing-image-version",
        "missing-no-install-recommends",
        "missing-pip-no-cache-dir",
        "missing-user",
        "missing-user-entrypoint",
        "missing-yum-assume-yes-switch",
        "missing-zypper-clean",
        "multiple-entrypoint-instructions",
        "no-sudo-in-dockerfile",
        "nonsensical-command",
        "prefer-apt-get",
        "prefer-copy-over-add",
        "prefer-json-notation",
        "remove-package-cache",
        "remove-package-lists",
        "secret-in-build-arg",
        "set-pipefail",
        "use-either-wget-or-curl",
        "use-shell-instruction",
        "use-workdir",
    }
)
_TRIVY = pattern(r"(?:AVD-)?DS-\d{4}")
_DOCKERFILE_UTILS = pattern(r"(?!CKV)[A-Z]+(?:_[A-Z0-9]+)+")


def has(tool: Tool, rule: Rule) -> bool:
    """Whether a tool has a rule. tally has nearly all there are, so that all of its rules means all of ours."""
    if tool is Tool.TALLY:
        return True
    if tool is Tool.BUILDKIT:
        return buildkit_name(rule) is not None
    if tool is Tool.HADOLINT:
        # It runs ShellCheck, for which one rule of ours speaks.
        return hadolint_code(rule) is not None or rule.member is not None or rule.page is not None
    if tool is Tool.SEMGREP:
        return not _SEMGREP.isdisjoint(rule.selectors)
    form = _TRIVY if tool is Tool.TRIVY else _DOCKERFILE_UTILS
    return any(form.fullmatch(word) for word in rule.selectors)


PEERS = {
    "docker-langserver": Tool.DOCKERFILE_UTILS,
    # It asks `docker buildx build --call=check`, whose errors of syntax come one at a time: they stay ours.
    "docker-language-server": Tool.BUILDKIT,
    "hadolint": Tool.HADOLINT,
}
"""Other language servers, and whose rules they have."""


def overlapping(rules: Iterable[Rule], peers: Collection[str]) -> tuple[str, ...]:
    """The codes of the rules that one of these ``PEERS`` has too."""
    tools = [PEERS[peer] for peer in peers]
    return tuple(rule.code for rule in rules if any(has(tool, rule) for tool in tools))


def buildkit_name(rule: Rule) -> str | None:
    """What BuildKit's own checks call a rule: the one word in camel case among its names."""
    return next((word for word in rule.selectors if word.isalpha() and not word.isupper() and word[0].isupper()), None)
