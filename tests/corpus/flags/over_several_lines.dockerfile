FROM alpine
RUN --mount=type=cache,target=/a \
    # first comment
    --mount=type=cache,target=/b \

    --mount=type=secret,id=c \
    make all
COPY \
  --chown=1 \
  a b
