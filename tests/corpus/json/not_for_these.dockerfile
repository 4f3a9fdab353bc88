FROM alpine
EXPOSE ["80", "443"]
USER ["app"]
WORKDIR ["/srv"]
STOPSIGNAL ["SIGTERM"]
LABEL a=["b"]
ENV A=["b"]
ARG B=["c"]
MAINTAINER ["me"]
