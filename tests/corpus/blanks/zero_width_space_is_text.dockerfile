FROM alpine
RUN echo​hi
​RUN true
COPY a​b c
