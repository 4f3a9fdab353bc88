FROM alpine
COPY -- --odd-name /x
COPY --chown=1 -- --from=x /y
RUN -- ls
RUN --
COPY --from=a --
