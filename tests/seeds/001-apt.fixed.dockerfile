# 일반적인 방식으로 APT를 사용함
FROM debian:trixie-slim

RUN apt-get update && apt-get install --no-install-recommends -y curl=7.52.1-5+deb9u16 ca-certificates
RUN apt-get update && apt-get install --no-install-recommends -y socat=1.7.3.1-2+deb9u1

# 패키지 설치 과정을 최적화함
FROM debian:trixie-slim

RUN apt-get update \
 # 추천하는 패키지를 설치하지 않음
 && apt-get install -y --no-install-recommends \
    curl=7.52.1-5+deb9u16 \
    socat=1.7.3.1-2+deb9u1 \
 && rm -rf /var/lib/apt/lists/* # 설치 후 패키지 목록 캐싱 삭제
