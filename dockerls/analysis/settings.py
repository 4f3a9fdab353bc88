"""The configuration: which keys there are.

A key is declared once, as a field of ``Settings``. Checking, the JSON Schema, ``dockerls config`` and the page about
the keys all read the declarations.
"""

from dataclasses import field, fields
from typing import Any

from dockerls.analysis.format_settings import AS_IT_IS, FORMAT
from dockerls.analysis.plain_kinds import ChoiceList, ChoiceTable, Folder, NameList, Switch
from dockerls.analysis.setting_kinds import (
    Choice,
    GlobList,
    Key,
    Kind,
    RuleList,
    SeverityTable,
    Table,
    TableList,
)
from dockerls.analysis.tools import PEERS
from dockerls.language import Sentence
from dockerls.rules.options import LABEL_KINDS, Options
from dockerls.rules.rule import Severity
from dockerls.value import value

HINTS = ("image", "stage", "path", "support")
"""The kinds of inlay hints (``features/hints.py``)."""

PROFILES = ("default", "strict", "hadolint")

NEVER = "never"
_FAIL_ON = ("auto", *(severity.value for severity in Severity), NEVER)


REGISTRIES = NameList(
    Sentence(
        en="a list of registries such as 'docker.io' or '*.example.com'",
        ko="'docker.io'나 '*.example.com' 같은 레지스트리의 목록",
    )
)
LABEL_SCHEMA = ChoiceTable(
    Choice(LABEL_KINDS),
    Sentence(
        en=f"a table from labels to {', '.join(LABEL_KINDS)}",
        ko=f"레이블마다 {', '.join(LABEL_KINDS)} 중 하나를 적은 표",
    ),
)


def _key(kind: Kind, default: object, description: Sentence) -> Any:
    return field(default=default, metadata={"kind": kind, "description": description})


@value
class Settings:
    """What counts for one file. Rules are named by code, name, alias or category, in the spelling of the rules."""

    profile: str = _key(
        Choice(PROFILES),
        "default",
        Sentence(
            en="The rules to start from: the usual ones, all there are, or those of hadolint.",
            ko="바탕이 되는 규칙 모음입니다. 기본 규칙, 모든 규칙, hadolint의 규칙 중에서 고릅니다.",
        ),
    )
    select: tuple[str, ...] = _key(
        RuleList(),
        (),
        Sentence(
            en="Use only these rules. Empty: the rules of the profile.",
            ko="여기에 적은 규칙만 사용합니다. 비어 있으면 프로필의 규칙을 사용합니다.",
        ),
    )
    ignore: tuple[str, ...] = _key(
        RuleList(),
        (),
        Sentence(en="Do not use these rules.", ko="여기에 적은 규칙은 사용하지 않습니다."),
    )
    severity: tuple[tuple[str, str], ...] = _key(
        SeverityTable(),
        (),
        Sentence(
            en="How severe the findings of a rule or of a category are; 'off' turns them off.",
            ko="규칙이나 분류별로 진단의 심각도를 정합니다. 'off'로 끌 수 있습니다.",
        ),
    )
    """Pairs of selector and severity. What was set later, and so counts more, stands later."""

    language: str = _key(
        Choice(("auto", "en", "ko")),
        "auto",
        Sentence(
            en="The language of the messages; 'auto' is that of the editor, or of LC_ALL, LC_MESSAGES or LANG.",
            ko="메시지에 쓸 언어입니다. 'auto'는 편집기의 언어나 LC_ALL, LC_MESSAGES, LANG을 따릅니다.",
        ),
    )
    fail_on: str = _key(
        Choice(_FAIL_ON),
        "auto",
        Sentence(
            en=(
                "The lowest severity that makes the exit code of 'dockerls check' 1; 'auto' is 'warning', and 'info' "
                "with the profile 'hadolint'."
            ),
            ko=(
                "'dockerls check'의 종료 코드가 1이 되는 가장 낮은 심각도입니다. 'auto'는 'warning'이고, 프로필이 "
                "'hadolint'이면 'info'입니다."
            ),
        ),
    )
    trusted_registries: tuple[str, ...] = _key(
        REGISTRIES,
        (),
        Sentence(
            en="The registries that images may come from; '*' stands for any text. Empty: all.",
            ko="이미지를 가져와도 되는 레지스트리입니다. '*'는 임의의 문자열을 뜻합니다. 비어 있으면 모두 허용합니다.",
        ),
    )
    label_schema: tuple[tuple[str, str], ...] = _key(
        LABEL_SCHEMA,
        (),
        Sentence(
            en="The labels that every image must have, and what their values must be.",
            ko="모든 이미지에 있어야 하는 레이블과 그 값의 형식입니다.",
        ),
    )
    strict_labels: bool = _key(
        Switch(),
        False,
        Sentence(
            en="Whether to report labels that are not in 'label-schema'.",
            ko="'label-schema'에 없는 레이블을 알릴지 정합니다.",
        ),
    )
    disable_ignore_pragma: bool = _key(
        Switch(),
        False,
        Sentence(
            en="Whether comments that silence findings are disregarded, those of other tools included.",
            ko="진단을 억제하는 주석을 무시할지 정합니다. 다른 도구의 억제 주석도 포함합니다.",
        ),
    )
    overlap: tuple[str, ...] = _key(
        ChoiceList(Choice(tuple(PEERS))),
        (),
        Sentence(
            en=(
                "Other language servers that run in the same editor: rules that they have too are silent there. "
                "'dockerls check' takes no notice."
            ),
            ko=(
                "같은 편집기에서 함께 실행하는 다른 언어 서버입니다. 그 서버에도 있는 규칙은 편집기에서 알리지 "
                "않습니다. 'dockerls check'에는 영향을 주지 않습니다."
            ),
        ),
    )
    context: str = _key(
        Folder(),
        "",
        Sentence(
            en=(
                "The folder that is the build context, relative to the folder of the configuration file, or to the "
                "workspace folder if the editor sets it. Not set: found from the files that COPY and ADD name."
            ),
            ko=(
                "빌드 컨텍스트로 쓰는 폴더입니다. 설정 파일이 있는 폴더를 기준으로 하며, 편집기에서 정하면 작업 영역 "
                "폴더를 기준으로 합니다. 정하지 않으면 COPY와 ADD에 적힌 파일을 보고 찾습니다."
            ),
        ),
    )
    format: tuple[tuple[str, str | int], ...] = _key(
        FORMAT,
        AS_IT_IS,
        Sentence(en="How 'dockerls format' and editors lay files out.", ko="파일을 어떤 모양으로 포맷할지 정합니다."),
    )
    """Pairs of key and value, for every key."""

    shellcheck: bool = _key(
        Switch(),
        True,
        Sentence(
            en="Whether ShellCheck, where it is installed, is asked about the shell code in RUN.",
            ko="ShellCheck가 설치되어 있을 때 RUN의 셸 코드를 검사하게 할지 정합니다.",
        ),
    )
    hints: tuple[str, ...] = _key(
        ChoiceList(Choice(HINTS)),
        HINTS,
        Sentence(
            en=(
                "What editors show between the words: the image behind a variable, the number of a stage that has no "
                "name, the whole path behind a relative one, the end of a base image's support."
            ),
            ko=(
                "편집기가 글 사이에 보여 줄 것입니다. 변수가 뜻하는 이미지(image), 이름 없는 스테이지의 번호(stage), "
                "상대 경로의 전체 경로(path), 베이스 이미지의 지원 종료일(support) 중에서 고릅니다."
            ),
        ),
    )
    code_lens: bool = _key(
        Switch(),
        False,
        Sentence(
            en="Whether editors show above each stage how many layers and findings it has.",
            ko="편집기가 스테이지마다 레이어와 진단의 개수를 그 위에 보여 줄지 정합니다.",
        ),
    )
    exclude: tuple[str, ...] = _key(
        GlobList(),
        (),
        Sentence(
            en="Files and folders to leave out, as patterns relative to the folder of the configuration file.",
            ko="검사하지 않을 파일과 폴더입니다. 설정 파일이 있는 폴더를 기준으로 하는 패턴으로 적습니다.",
        ),
    )

    @property
    def options(self) -> Options:
        """What the rules are told."""
        return Options(self.trusted_registries, self.label_schema, self.strict_labels)

    @property
    def failing(self) -> Severity | None:
        """The lowest severity that fails a run; None: nothing does."""
        if self.fail_on == "auto":
            return Severity.INFO if self.profile == "hadolint" else Severity.WARNING
        return None if self.fail_on == NEVER else Severity(self.fail_on)


KEYS = tuple(
    Key(each.name.replace("_", "-"), each.metadata["kind"], each.default, each.metadata["description"])
    for each in fields(Settings)
)

_PATHS = Key(
    "paths",
    GlobList(),
    None,
    Sentence(
        en="The files this holds for, as patterns relative to the folder of the configuration file.",
        ko="적용할 파일입니다. 설정 파일이 있는 폴더를 기준으로 하는 패턴으로 적습니다.",
    ),
)

_OVERRIDE = Key(
    "override",
    TableList(Table((_PATHS, *(key for key in KEYS if key.name != "exclude")), required=_PATHS.name)),
    (),
    Sentence(
        en="Other values for some files. Where several hold for a file the last one wins.",
        ko="일부 파일에만 다른 값을 적용합니다. 한 파일에 여러 항목이 해당하면 마지막 항목이 우선합니다.",
    ),
)

CONFIGURATION = Table((*KEYS, _OVERRIDE))
"""All that a configuration file may hold."""
