FROM alpine
COPY --chown=a\ b:c x y
COPY --chown=a\\b x y
COPY --chown=a\"b x y
COPY --chown="a\"b" x y
