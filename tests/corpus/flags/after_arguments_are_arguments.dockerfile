FROM alpine
COPY a --chown=1000 b
RUN apk add --no-cache --virtual .deps gcc
FROM alpine --platform=linux/amd64
ENTRYPOINT app --serve
