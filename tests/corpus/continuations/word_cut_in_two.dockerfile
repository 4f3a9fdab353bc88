FROM alpine:3.20
RUN apk add cur\
l wge\
t
ENV PATH=/opt/bin:\
/usr/bin:\
/bin
