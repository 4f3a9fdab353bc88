FROM ubuntu:26.04
RUN apt-get update \
    && apt-get install --no-install-recommends -y mongodb-server \
    && apt-get install --no-install-recommends -y nodejs \
    && rm -rf /var/lib/apt/lists/*
