FROM ubuntu:latest
LABEL maintainer jesang.myung@gmail.com  # 이메일 수정
RUN apt-get update -y && apt-get install -y python-pip python-dev build-essential
COPY . /app
WORKDIR /app
RUN pip install -r requirements2.txt # 텍스트 파일 변경
EXPOSE 5000
ENTRYPOINT ["python"]
CMD ["application.py"]
