FROM alpine
RUN echo bell back [31mred[0m
LABEL a= b=
ENV C=d
