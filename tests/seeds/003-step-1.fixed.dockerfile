FROM ubuntu:26.04
LABEL maintainer=jesang.myung@samsung.com
RUN apt-get update -y && apt-get install --no-install-recommends -y python-pip python-dev build-essential && rm -rf /var/lib/apt/lists/*
COPY requirements.txt /app/
WORKDIR /app
RUN pip install --no-cache-dir -r requirements.txt
COPY . /app
EXPOSE 5000
USER ubuntu
ENTRYPOINT ["python"]
CMD ["application.py"]
