FROM alpine
COPY --from="build a b
RUN --mount='type=cache ls
RUN true
