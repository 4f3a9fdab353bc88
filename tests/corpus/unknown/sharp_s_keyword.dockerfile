FROM alpine
STRAßE one
ŉone two
RUN true
