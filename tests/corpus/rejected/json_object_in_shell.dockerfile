FROM alpine
SHELL ["sh", {"flag": "-c"}]
RUN true
