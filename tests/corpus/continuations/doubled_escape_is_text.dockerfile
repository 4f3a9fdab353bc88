FROM alpine:3.20
RUN echo one\\
RUN echo two\\ 
ENV DIR=C:\\
RUN echo three
