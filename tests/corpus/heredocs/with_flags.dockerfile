# syntax=docker/dockerfile:1
FROM alpine
RUN --mount=type=cache,target=/var/cache/apk --network=default <<EOF
apk add git
EOF
COPY --chown=1000:1000 --chmod=755 <<'run.sh' /run.sh
#!/bin/sh
echo hi
run.sh
