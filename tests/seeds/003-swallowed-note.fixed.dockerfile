FROM ubuntu:26.04
# 이메일 수정
LABEL maintainer=jesang.myung@gmail.com
RUN apt-get update -y && apt-get install --no-install-recommends -y python-pip python-dev build-essential && rm -rf /var/lib/apt/lists/*
COPY requirements2.txt /app/
WORKDIR /app
RUN pip install --no-cache-dir -r requirements2.txt # 텍스트 파일 변경
COPY . /app
EXPOSE 5000
USER ubuntu
ENTRYPOINT ["python"]
CMD ["application.py"]
