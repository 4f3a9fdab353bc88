# 특정 버전의 베이스 이미지 사용
FROM python:3.9.10-slim
