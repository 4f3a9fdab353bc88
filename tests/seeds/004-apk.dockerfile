FROM alpine:latest

# 패키지 목록 업데이트, 의존성 설치, 정리
RUN apk update && \
 apk add --no-cache \
 package1 \
 package2 \
 && rm -rf /var/cache/apk/*
