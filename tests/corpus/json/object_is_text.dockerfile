FROM alpine
CMD {"a": 1}
RUN "echo"
ENTRYPOINT null
COPY {a} b
