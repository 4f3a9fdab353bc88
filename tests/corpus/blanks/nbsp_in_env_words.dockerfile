FROM alpine
ENV A=1 B=2
LABEL one=1 two=2　three=3
ARG X=1 Y=2
