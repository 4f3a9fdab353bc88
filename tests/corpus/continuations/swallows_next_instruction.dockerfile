FROM alpine:3.20
RUN echo first && \

RUN echo second
COPY a b
