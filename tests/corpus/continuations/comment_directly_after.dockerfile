FROM alpine:3.20
RUN \
# first the index
    apk update \
# then the tool
 && apk add jq
