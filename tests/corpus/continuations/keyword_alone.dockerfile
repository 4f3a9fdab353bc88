FROM \
    alpine:3.20 \
    AS \
    base
RUN \
    echo hello
COPY \
    --from=base \
    /etc/os-release \
    /tmp/
