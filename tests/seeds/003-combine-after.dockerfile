FROM ubuntu:latest
RUN apt-get update \
    && apt-get install -y mongodb-server \
    && apt-get install -y nodejs
