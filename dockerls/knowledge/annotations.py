"""Keys of labels that tools read: the pre-defined annotations of the OCI image specification, by use.

Source: annotations.md of github.com/opencontainers/image-spec.
"""

from dockerls.language import Sentence

PREFIX = "org.opencontainers.image."

ANNOTATIONS = {
    "source": Sentence(en="URL of the source code", ko="소스 코드의 URL"),
    "title": Sentence(en="title for people", ko="사람이 읽는 제목"),
    "description": Sentence(en="what it is for", ko="이미지 설명"),
    "version": Sentence(en="version of the packaged software", ko="담긴 소프트웨어의 버전"),
    "revision": Sentence(en="revision in version control", ko="버전 관리 시스템의 리비전"),
    "licenses": Sentence(en="SPDX expression", ko="SPDX 라이선스 표현식"),
    "authors": Sentence(en="people to contact", ko="담당자 연락처"),
    "url": Sentence(en="where to find out more", ko="더 알아볼 수 있는 URL"),
    "documentation": Sentence(en="URL of the documentation", ko="문서의 URL"),
    "vendor": Sentence(en="who distributes it", ko="배포하는 곳"),
    "created": Sentence(en="when it was built, RFC 3339", ko="빌드한 때(RFC 3339)"),
    "ref.name": Sentence(en="name of the reference", ko="참조 이름"),
    "base.name": Sentence(en="reference of the base image", ko="베이스 이미지의 참조"),
    "base.digest": Sentence(en="digest of the base image", ko="베이스 이미지의 다이제스트"),
}
"""What each key behind ``PREFIX`` holds."""
