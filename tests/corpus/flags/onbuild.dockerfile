FROM alpine
ONBUILD COPY --chown=node:node . .
ONBUILD RUN --mount=type=cache,target=/root/.npm npm ci
ONBUILD HEALTHCHECK --interval=5s CMD true
