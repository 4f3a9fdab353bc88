ARG VARIANT=slim
FROM --platform=${TARGETPLATFORM:-linux/amd64} debian:${VARIANT}
ARG UID=1000
COPY --chown=${UID}:$GID a b
COPY --from=$STAGE /x /y
