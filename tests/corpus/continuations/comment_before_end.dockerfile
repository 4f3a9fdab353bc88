FROM alpine:3.20
RUN apk add git \
    # curl
RUN true
