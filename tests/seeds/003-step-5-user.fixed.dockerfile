FROM ubuntu:26.04
RUN groupadd -r babyshark && useradd -r -g babyshark babyshark
USER babyshark
RUN apt-get update \
    && apt-get install --no-install-recommends -y mongodb-server \
    && apt-get install --no-install-recommends -y nodejs \
    && rm -rf /var/lib/apt/lists/*
USER root
COPY . /app
USER babyshark
