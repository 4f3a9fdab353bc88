# syntax=docker/dockerfile:1.9
# check=error=true
ARG REGISTRY=docker.io/library
ARG VARIANT=bookworm
ARG VERSION=3.20
FROM ${REGISTRY}/alpine:${VERSION} AS alpine
FROM ${REGISTRY}/debian:${VARIANT}-slim AS debian
FROM ${TARGET:-alpine} AS final
ARG BUILD_DATE
ARG VCS_REF="unknown"
LABEL org.opencontainers.image.created=$BUILD_DATE \
      org.opencontainers.image.revision="${VCS_REF}"
COPY --link entrypoint.sh /
ENTRYPOINT ["/entrypoint.sh"]
