FROM alpine:3.20
RUN apk add \
    # this comment ends in the escape \
    curl
# so does this one \
RUN true
