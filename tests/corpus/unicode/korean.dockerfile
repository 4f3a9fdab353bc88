# 한국어 주석: 기본 이미지
FROM python:3.12-slim AS 실행
LABEL 설명="한글 설명입니다" 관리자='홍길동'
ENV 인사="안녕하세요 세계" 이름=값
RUN echo "설치를 시작합니다" \
    # 중간 주석
    && echo '끝났습니다'
WORKDIR /앱
COPY 소스/ /앱/소스/
CMD ["python", "실행.py"]
