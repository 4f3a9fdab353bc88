FROM alpine
COPY --from=ab c d
RUN --x=1 true
