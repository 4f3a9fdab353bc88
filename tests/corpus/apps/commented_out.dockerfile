# FROM ubuntu
FROM alpine:3.20
# RUN apk add git \
#     curl
RUN apk add \
#   git \
    curl
# COPY . .
# CMD ["sh"]
