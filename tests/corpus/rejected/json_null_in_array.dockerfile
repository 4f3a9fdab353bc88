FROM alpine
ENTRYPOINT ["app", null]
