# syntax=docker/dockerfile:1
# 서비스 이미지: 운영 환경에서 사용합니다
FROM python:3.12-slim
ENV TZ=Asia/Seoul \
    LANG=ko_KR.UTF-8
# 한글 글꼴과 로캘
RUN apt-get update \
 && apt-get install -y --no-install-recommends locales fonts-nanum \
    # 로캘 생성
 && localedef -i ko_KR -f UTF-8 ko_KR.UTF-8 \
 && rm -rf /var/lib/apt/lists/*
COPY 설정.toml /etc/서비스/설정.toml
LABEL description="주문 처리 서비스" maintainer='플랫폼팀 <platform@example.kr>'
CMD ["python", "-m", "서비스"]
