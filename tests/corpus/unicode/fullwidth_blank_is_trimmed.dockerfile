FROM alpine
　RUN true　
WORKDIR 　/srv
COPY a　b /c
