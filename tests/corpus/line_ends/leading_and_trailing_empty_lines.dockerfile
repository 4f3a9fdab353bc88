

FROM alpine



RUN true
