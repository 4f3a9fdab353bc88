FROM alpine
RUN echo ab
RUN echo c d e
LABEL note="x y"
