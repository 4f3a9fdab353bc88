FROM alpine
COPY --Chown=1 --CHOWN=2 a b
RUN --MOUNT=type=cache,target=/x --mount=Type=Cache,Target=/y true
