FROM alpine
RUN --mount="type=bind,source=a b,target=/x" true
COPY --from='build stage' --chown="a:b" x y
RUN --mount=type=secret,id='a',target="/run/secret file" cat
COPY --from="" a b
