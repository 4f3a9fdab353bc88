# escape=\\
FROM alpine
RUN true
