"""Lessons on build tools: Go, Rust, the JVM, Ruby, PHP, .NET and make."""

from dockerls.knowledge.lesson import CommandLesson
from dockerls.language import Sentence

COMPILED_PACKAGES = (
    CommandLesson(
        ("go",),
        lesson=Sentence(
            en="""\
- Copy `go.mod` and `go.sum`, run `go mod download`, and only then copy the sources.
- Cache `/go/pkg/mod` and `/root/.cache/go-build` with mounts: an unchanged package is not compiled again.
- The compiler need not ship. With `CGO_ENABLED=0` the binary runs in `scratch` or distroless; `scratch` has no CA
  certificates and no time zones.
- `-trimpath -ldflags="-s -w"` makes it smaller. Install tools with a version: `go install tool@v1.2.3`.""",
            ko="""\
- `go.mod`와 `go.sum`을 복사해 `go mod download`를 하고, 소스는 그다음에 복사하세요.
- `/go/pkg/mod`와 `/root/.cache/go-build`를 캐시로 마운트하면 바뀌지 않은 패키지는 다시 컴파일하지 않습니다.
- 컴파일러는 배포할 필요가 없습니다. `CGO_ENABLED=0`으로 빌드한 바이너리는 `scratch`나 distroless에서 실행됩니다.
  `scratch`에는 CA 인증서와 시간대 정보가 없습니다.
- `-trimpath -ldflags="-s -w"`를 쓰면 더 작아집니다. 도구는 `go install tool@v1.2.3`처럼 버전을 적어 설치하세요.""",
        ),
        snippet="""\
FROM golang:1.25 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN --mount=type=cache,target=/go/pkg/mod go mod download
COPY . .
RUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build \\
    CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /app .

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /app /app
ENTRYPOINT ["/app"]
""",
        rules=("copy-manifest-first", "multi-stage-suggested", "pin-go", "use-cache-mount"),
        link="https://docs.docker.com/guides/golang/build-images/",
    ),
    CommandLesson(
        ("cargo",),
        lesson=Sentence(
            en="""\
- `--locked` builds what `Cargo.lock` says. Ship the binary only, from a build stage.
- Cache `/usr/local/cargo/registry`. If `target` is a cache mount too, copy the binary out in the same `RUN`: the mount
  is gone afterwards.
- Cargo has no command that builds only the dependencies; `cargo-chef` does it for the layer cache.""",
            ko="""\
- `--locked`는 `Cargo.lock` 그대로 빌드합니다. 빌드 스테이지에서 바이너리만 가져와 배포하세요.
- `/usr/local/cargo/registry`를 캐시로 마운트하세요. `target`도 캐시로 마운트했다면 명령이 끝나면 사라지므로 같은
  `RUN`에서 바이너리를 복사해 두세요.
- Cargo에는 의존성만 빌드하는 명령이 없습니다. 레이어 캐시를 쓰려면 `cargo-chef`를 쓰세요.""",
        ),
        snippet="""\
FROM rust:1.90-slim AS build
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/usr/local/cargo/registry --mount=type=cache,target=/src/target \\
    cargo build --release --locked && cp target/release/app /app

FROM debian:bookworm-slim
COPY --from=build /app /usr/local/bin/app
CMD ["app"]
""",
        rules=("copy-manifest-first", "multi-stage-suggested", "use-cache-mount"),
        link="https://docs.docker.com/guides/rust/build-images/",
    ),
    CommandLesson(
        ("rustup", "rustup-init"),
        lesson=Sentence(
            en="""\
- Start from the official `rust` image rather than piping `sh.rustup.rs` into a shell.
- If you need it: `--profile minimal` leaves out the documentation, `--default-toolchain 1.90.0` pins the compiler, `-y`
  because nobody can answer.""",
            ko="""\
- `sh.rustup.rs`를 셸로 바로 넘기지 말고 공식 `rust` 이미지에서 시작하세요.
- 필요하다면 `--profile minimal`로 문서를 빼고, `--default-toolchain 1.90.0`으로 컴파일러를 고정하고, 대답할 사람이
  없으므로 `-y`를 쓰세요.""",
        ),
        snippet="""\
FROM rust:1.90-slim AS build
RUN rustup target add x86_64-unknown-linux-musl
""",
        rules=("curl-pipe-shell", "multi-stage-suggested"),
        link="https://rust-lang.github.io/rustup/concepts/profiles.html",
    ),
    CommandLesson(
        ("mvn", "mvnw"),
        lesson=Sentence(
            en="""\
- Copy `pom.xml` and run `mvn dependency:go-offline` before copying the sources, or cache `/root/.m2` with a mount.
- `-B` (batch mode) keeps download bars out of the log.
- Build in a stage with the JDK and ship the jar on a JRE.""",
            ko="""\
- 소스를 복사하기 전에 `pom.xml`만 복사해 `mvn dependency:go-offline`을 하거나 `/root/.m2`를 캐시로 마운트하세요.
- `-B`(배치 모드)를 쓰면 로그에 진행 막대가 남지 않습니다.
- JDK가 있는 스테이지에서 빌드하고, jar는 JRE 위에서 배포하세요.""",
        ),
        snippet="""\
FROM maven:3.9-eclipse-temurin-21 AS build
WORKDIR /src
COPY pom.xml .
RUN --mount=type=cache,target=/root/.m2 mvn -B dependency:go-offline
COPY src src
RUN --mount=type=cache,target=/root/.m2 mvn -B package -DskipTests

FROM eclipse-temurin:21-jre
COPY --from=build /src/target/app.jar /app.jar
ENTRYPOINT ["java", "-jar", "/app.jar"]
""",
        rules=("copy-manifest-first", "multi-stage-suggested", "use-cache-mount"),
        link="https://docs.docker.com/guides/java/containerize/",
    ),
    CommandLesson(
        ("gradle", "gradlew"),
        lesson=Sentence(
            en="""\
- `--no-daemon`: a daemon dies with the `RUN` and only costs memory.
- Copy the wrapper and the build scripts first and resolve the dependencies, or cache `/root/.gradle`
  (`/home/gradle/.gradle` in the official image) with a mount.
- Build in a stage with the JDK and ship the jar on a JRE.""",
            ko="""\
- `--no-daemon`을 쓰세요. 데몬은 `RUN`과 함께 끝나며 메모리만 차지합니다.
- 래퍼와 빌드 스크립트를 먼저 복사해 의존성을 받거나, `/root/.gradle`(공식 이미지에서는 `/home/gradle/.gradle`)을 캐시로
  마운트하세요.
- JDK가 있는 스테이지에서 빌드하고, jar는 JRE 위에서 배포하세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY gradlew settings.gradle build.gradle ./
COPY gradle gradle
RUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon dependencies
COPY src src
RUN --mount=type=cache,target=/root/.gradle ./gradlew --no-daemon assemble
""",
        rules=("copy-manifest-first", "multi-stage-suggested", "use-cache-mount"),
        link="https://docs.gradle.org/current/userguide/gradle_daemon.html",
    ),
    CommandLesson(
        ("bundle", "bundler"),
        lesson=Sentence(
            en="""\
- Copy `Gemfile` and `Gemfile.lock` first, install, and only then copy the sources.
- Leave development gems out with `BUNDLE_WITHOUT=development:test`; `BUNDLE_DEPLOYMENT=1` insists on the lock file.
- Gems with C code need a compiler only while installing: do it in a build stage.""",
            ko="""\
- `Gemfile`과 `Gemfile.lock`을 먼저 복사해 설치하고, 소스는 그다음에 복사하세요.
- `BUNDLE_WITHOUT=development:test`로 개발용 gem을 빼고, `BUNDLE_DEPLOYMENT=1`로 잠금 파일을 반드시 따르게 하세요.
- C 코드가 있는 gem은 설치할 때만 컴파일러가 필요합니다. 빌드 스테이지에서 설치하세요.""",
        ),
        snippet="""\
WORKDIR /app
ENV BUNDLE_DEPLOYMENT=1 BUNDLE_WITHOUT=development:test
COPY Gemfile Gemfile.lock ./
RUN bundle install \\
    && rm -rf "$GEM_HOME/cache"
COPY . .
""",
        rules=("copy-manifest-first", "build-deps-in-final"),
        link="https://bundler.io/man/bundle-config.1.html",
    ),
    CommandLesson(
        ("gem",),
        lesson=Sentence(
            en="""\
- `--no-document` skips the documentation of every gem.
- Name the version: `gem install rake --version 13.2.1`. For an application use a `Gemfile.lock`.""",
            ko="""\
- `--no-document`는 gem마다 만드는 문서를 건너뜁니다.
- `gem install rake --version 13.2.1`처럼 버전을 적으세요. 애플리케이션에는 `Gemfile.lock`을 쓰세요.""",
        ),
        snippet="""\
RUN gem install --no-document rake --version 13.2.1
""",
        rules=("gem-no-document", "pin-gem", "gem-update-system-rm-root-gem"),
        link="https://guides.rubygems.org/command-reference/#gem-install",
    ),
    CommandLesson(
        ("composer",),
        lesson=Sentence(
            en="""\
- Copy the binary from the `composer` image instead of downloading an installer.
- Copy `composer.json` and `composer.lock` first and install with `--no-dev --no-scripts --no-autoloader`; copy the
  sources, then `composer dump-autoload --optimize`.
- `--no-interaction` because nobody can answer; `--prefer-dist` fetches archives rather than Git histories.""",
            ko="""\
- 설치 스크립트를 내려받지 말고 `composer` 이미지에서 바이너리를 복사하세요.
- `composer.json`과 `composer.lock`을 먼저 복사해 `--no-dev --no-scripts --no-autoloader`로 설치하고, 소스를 복사한 뒤
  `composer dump-autoload --optimize`를 하세요.
- 대답할 사람이 없으므로 `--no-interaction`을 쓰고, `--prefer-dist`로 Git 이력 대신 압축 파일을 받으세요.""",
        ),
        snippet="""\
WORKDIR /app
COPY --from=composer:2 /usr/bin/composer /usr/bin/composer
COPY composer.json composer.lock ./
RUN composer install --no-dev --no-interaction --prefer-dist --no-scripts --no-autoloader
COPY . .
RUN composer dump-autoload --no-dev --optimize
""",
        rules=("composer-no-dev", "copy-manifest-first", "use-cache-mount"),
        link="https://getcomposer.org/doc/03-cli.md#install-i",
    ),
    CommandLesson(
        ("dotnet",),
        lesson=Sentence(
            en="""\
- Copy the project files and run `dotnet restore` before copying the sources.
- Publish in a stage with the SDK (hundreds of megabytes) and ship on `aspnet`, `runtime` or `runtime-deps`.
- Images from .NET 8 on have a user for it: `USER $APP_UID`.""",
            ko="""\
- 프로젝트 파일을 먼저 복사해 `dotnet restore`를 하고, 소스는 그다음에 복사하세요.
- 수백 메가바이트인 SDK 스테이지에서 publish 하고, `aspnet`, `runtime`, `runtime-deps` 위에서 배포하세요.
- .NET 8부터는 이미지에 전용 사용자가 있습니다: `USER $APP_UID`.""",
        ),
        snippet="""\
FROM mcr.microsoft.com/dotnet/sdk:8.0 AS build
WORKDIR /src
COPY app.csproj .
RUN dotnet restore
COPY . .
RUN dotnet publish --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:8.0
COPY --from=build /app /app
USER $APP_UID
ENTRYPOINT ["dotnet", "/app/app.dll"]
""",
        rules=("copy-manifest-first", "multi-stage-suggested", "missing-user"),
        link="https://learn.microsoft.com/dotnet/core/docker/build-container",
    ),
    CommandLesson(
        ("make", "cmake", "ninja", "configure"),
        lesson=Sentence(
            en="""\
- Compile in a build stage. Compilers, headers and object files are many times the size of the result.
- Install into a directory of its own (`make install DESTDIR=/out`, `cmake --install build --prefix /out`) and copy just
  that.
- `-j"$(nproc)"` uses all processors. `strip` removes debugging symbols.
- If it has to be one stage: download, build, install and delete the sources in the same `RUN`.""",
            ko="""\
- 빌드 스테이지에서 컴파일하세요. 컴파일러, 헤더, 오브젝트 파일은 결과물의 몇 배나 됩니다.
- 별도의 디렉터리에 설치하고(`make install DESTDIR=/out`, `cmake --install build --prefix /out`) 그것만 복사하세요.
- `-j"$(nproc)"`는 모든 프로세서를 씁니다. `strip`은 디버그 심볼을 제거합니다.
- 한 스테이지에서 해야 한다면 내려받기, 빌드, 설치, 소스 삭제를 같은 `RUN`에서 하세요.""",
        ),
        snippet="""\
FROM gcc:14 AS build
WORKDIR /src
COPY . .
RUN make -j"$(nproc)" && make install DESTDIR=/out

FROM debian:bookworm-slim
COPY --from=build /out/ /
""",
        rules=("multi-stage-suggested", "build-deps-in-final", "usr-src-not-removed", "configure-build-flag"),
        link="https://docs.docker.com/build/building/multi-stage/",
    ),
)
