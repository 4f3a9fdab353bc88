FROM alpine
COPY [["a"], "b"]
RUN true
