FROM alpine
COPY  --from=a b c
COPY  --chown=1 b c
RUN 　--network=none true
