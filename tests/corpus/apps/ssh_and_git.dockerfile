# syntax=docker/dockerfile:1
FROM alpine/git:v2.45.2 AS src
RUN mkdir -p -m 0600 ~/.ssh && ssh-keyscan github.com >> ~/.ssh/known_hosts
RUN --mount=type=ssh git clone --depth=1 git@github.com:example/private.git /src
FROM scratch
ADD --keep-git-dir=true https://github.com/example/public.git#v2 /public
COPY --from=src /src /private
