FROM alpine
FORM debian
RUN2 echo hi
INCLUDE common.docker
RUN true
