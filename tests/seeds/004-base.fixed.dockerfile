# 공식 파이썬 실행 환경을 베이스 이미지로 사용
FROM python:3.14-slim
