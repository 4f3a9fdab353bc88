# 일반적인 방식으로 APT를 사용함
FROM debian:stretch-slim

RUN apt-get update
RUN apt-get install -y curl=7.52.1-5+deb9u16
RUN apt-get install -y socat=1.7.3.1-2+deb9u1

# 패키지 설치 과정을 최적화함
FROM debian:stretch-slim

RUN apt-get update \
 && apt-get install -y --no-install-recommends \ # 추천하는 패키지를 설치하지 않음
    curl=7.52.1-5+deb9u16 \
    socat=1.7.3.1-2+deb9u1 \
 && rm -rf /var/lib/apt/lists/* # 설치 후 패키지 목록 캐싱 삭제
