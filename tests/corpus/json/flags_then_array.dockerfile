FROM alpine
RUN --network=none ["make", "all"]
COPY --chown=1:1 ["a b", "/c d/"]
HEALTHCHECK --interval=3s CMD ["true"]
