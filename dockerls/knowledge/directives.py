"""Lessons on the parser directives, the comments at the very top that BuildKit obeys."""

from dockerls.knowledge.lesson import DirectiveLesson
from dockerls.language import Sentence

_LESSONS = {
    lesson.name: lesson
    for lesson in (
        DirectiveLesson(
            "syntax",
            syntax=("# syntax=docker/dockerfile:1",),
            summary=Sentence(
                en="Chooses the Dockerfile frontend that builds this file. BuildKit pulls it before the build.",
                ko="이 파일을 빌드할 Dockerfile 프런트엔드를 고릅니다. BuildKit이 빌드 전에 내려받습니다.",
            ),
            habit=Sentence(
                en="""\
- `# syntax=docker/dockerfile:1` takes the newest stable 1.x, so new flags and fixes work on an older Docker too.
- `:1.7-labs` and the like hold flags that are not stable yet. Without network, or to avoid the pull, leave it out.
- It must be the first thing in the file: after a comment, a blank line or an instruction it is only a comment.""",
                ko="""\
- `# syntax=docker/dockerfile:1`은 최신 안정판 1.x를 쓰므로, 오래된 Docker에서도 새 플래그와 수정 사항을 쓸 수 있습니다.
- `:1.7-labs` 같은 태그에는 아직 안정되지 않은 플래그가 들어 있습니다. 네트워크가 없거나 내려받기를 피하려면 적지
  마세요.
- 파일의 맨 앞에 있어야 합니다. 주석, 빈 줄, 명령 뒤에서는 그냥 주석입니다.""",
            ),
        ),
        DirectiveLesson(
            "escape",
            syntax=("# escape=\\", "# escape=`"),
            summary=Sentence(
                en="Sets the character that escapes and that continues a line: `\\` (the default) or a backtick.",
                ko="이스케이프와 줄 잇기에 쓸 문자를 정합니다. `\\`(기본값) 또는 백틱입니다.",
            ),
            habit=Sentence(
                en="""\
- Use the backtick for Windows images, where `\\` separates directories: `COPY app.exe C:\\` would swallow the next
  line otherwise.
- In Linux images leave it out.""",
                ko="""\
- 경로 구분자가 `\\`인 Windows 이미지에서는 백틱을 쓰세요. 그러지 않으면 `COPY app.exe C:\\`가 다음 줄까지 이어집니다.
- Linux 이미지에서는 적지 마세요.""",
            ),
        ),
        DirectiveLesson(
            "check",
            syntax=("# check=skip=<checks|all>", "# check=error=<boolean>", "# check=skip=<checks>;error=<boolean>"),
            summary=Sentence(
                en="Configures BuildKit's build checks: which to skip, and whether a finding fails the build.",
                ko="BuildKit의 빌드 검사를 설정합니다. 건너뛸 검사와, 지적이 있으면 빌드를 실패시킬지를 정합니다.",
            ),
            habit=Sentence(
                en="""\
- Needs `docker/dockerfile:1.8` or newer. The names are case-sensitive: `skip=JSONArgsRecommended`.
- With `error=true` pin the version in `# syntax=`, or a new check may break your build one day.
- dockerls obeys it too.""",
                ko="""\
- `docker/dockerfile:1.8` 이상이 필요합니다. 이름은 대소문자를 구분합니다. 예: `skip=JSONArgsRecommended`.
- `error=true`를 쓸 때는 `# syntax=`의 버전을 고정하세요. 새 검사가 생기면 어느 날 빌드가 실패할 수 있습니다.
- dockerls도 이 지시문을 따릅니다.""",
            ),
        ),
    )
}


def directive_lesson(name: str) -> DirectiveLesson | None:
    """The lesson on a parser directive, in any case; None for an unknown one."""
    return _LESSONS.get(name.lower())
