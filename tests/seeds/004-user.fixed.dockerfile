# 작은 Python 베이스 이미지 사용하기
FROM python:3.14-slim

# 루트가 아닌 사용자 설정
RUN groupadd -g 1000 hitcuser && \
 useradd -u 1000 -g hitcuser -m hitcuser

# 컨테이너 내의 작업 디렉토리 설정
WORKDIR /app

# 요구 사항 파일을 컨테이너로 복사
COPY requirements.txt .

# 종속성 설치
RUN pip install --no-cache-dir -r requirements.txt

# 필요한 경우 추가 빌드 단계 설정하기

# 애플리케이션 디렉토리 소유권 변경
RUN chown -R hitcuser:hitcuser /app

# 루트가 아닌 사용자로 전환
USER hitcuser
